/*
 * rename() moves a directory with all in it: its ".." and both parents' link
 * counts follow; it may replace an empty directory.
 */
#include <sys/stat.h>

#include "check.h"

#define DIR "/tmp/rename_directory"
#define ONE DIR "/one"
#define TWO DIR "/two"

static void
expect(const char *path, const char *same, unsigned links)
{
	struct stat st, other;

	CHECK_EQ(stat(path, &st) + stat(same, &other), 0);
	CHECK_EQ(st.st_ino, other.st_ino);
	CHECK_EQ(st.st_nlink, links);
}

int
main(void)
{
	char path[64];

	CHECK_EQ(mkdir(DIR, 0777) + mkdir(ONE, 0777) + mkdir(TWO, 0777), 0);
	CHECK_EQ(mkdir(ONE "/d", 0777) + mkdir(ONE "/d/e", 0777), 0);
	expect(ONE, ONE "/d/..", 3);
	CHECK_EQ(chdir(ONE "/d/e"), 0);
	CHECK_EQ(rename(ONE "/d", TWO "/f"), 0);
	expect(ONE, ONE, 2);
	expect(TWO, TWO "/f/..", 3);
	expect(TWO "/f", TWO "/f/e/..", 3);
	CHECK(getcwd(path, sizeof(path)) != NULL);
	CHECK_EQ(strcmp(path, TWO "/f/e"), 0);
	CHECK_EQ(mkdir(ONE "/empty", 0777), 0);
	CHECK_EQ(rename(TWO "/f", ONE "/empty"), 0);
	expect(ONE, ONE "/empty/..", 3);
	expect(TWO, TWO, 2);
	CHECK_EQ(rename(ONE "/empty/", ONE "/last/"), 0);
	expect(".", ONE "/last/e", 2);
	CHECK_EQ(chdir("/"), 0);
	CHECK_EQ(rmdir(ONE "/last/e") + rmdir(ONE "/last"), 0);
	CHECK_EQ(rmdir(ONE) + rmdir(TWO) + rmdir(DIR), 0);
	return 0;
}
