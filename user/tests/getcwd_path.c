/*
 * getcwd() gives the absolute path of the current directory, however one came
 * there; a buffer that is too small gives ERANGE, one that just fits is used.
 */
#include <sys/stat.h>

#include "check.h"

#define DIR "/tmp/getcwd_path"
#define DEEP DIR "/sub/deeper"

static void
expect(const char *where)
{
	char path[64];

	CHECK(getcwd(path, sizeof(path)) == path);
	CHECK_EQ(strcmp(path, where), 0);
}

int
main(void)
{
	char fits[sizeof(DEEP)];

	CHECK_EQ(mkdir(DIR, 0777) + mkdir(DIR "/sub", 0777), 0);
	CHECK_EQ(mkdir(DEEP, 0777), 0);
	CHECK_EQ(chdir("/"), 0);
	expect("/");
	CHECK_EQ(chdir(".."), 0);
	expect("/");
	CHECK_EQ(chdir("tmp//./getcwd_path/sub/../sub/deeper/"), 0);
	expect(DEEP);
	CHECK(getcwd(fits, sizeof(fits)) == fits);
	CHECK(getcwd(fits, sizeof(fits) - 1) == NULL);
	CHECK_EQ(errno, ERANGE);
	CHECK(getcwd(fits, 1) == NULL);
	CHECK_EQ(errno, ERANGE);
	CHECK_EQ(rename(DIR "/sub", DIR "/renamed"), 0);
	expect(DIR "/renamed/deeper");
	CHECK_EQ(chdir("../.."), 0);
	expect(DIR);
	CHECK_EQ(rmdir("renamed/deeper") + rmdir("renamed"), 0);
	CHECK_EQ(chdir("/") + rmdir(DIR), 0);
	return 0;
}
