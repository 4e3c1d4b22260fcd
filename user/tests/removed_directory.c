/*
 * A directory that is removed while it is somebody's current one: getcwd,
 * and making names in it, give ENOENT; leaving it works; the parent's other
 * directories are not harmed.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"

#define DIR "/tmp/removed_directory"

int
main(void)
{
	char path[64];
	struct stat st;

	CHECK_EQ(mkdir(DIR, 0777), 0);
	CHECK_EQ(chdir(DIR), 0);
	CHECK_EQ(rmdir(DIR), 0);
	CHECK(getcwd(path, sizeof(path)) == NULL);
	CHECK_EQ(errno, ENOENT);
	CHECK_ERRNO(open("file", O_CREAT | O_RDWR, 0666), ENOENT);
	CHECK_ERRNO(mkdir("sub", 0777), ENOENT);
	CHECK_ERRNO(mknod("node", S_IFREG, 0), ENOENT);
	CHECK_ERRNO(link("/tests/removed_directory", "new"), ENOENT);
	CHECK_ERRNO(open("file", O_RDONLY), ENOENT);
	CHECK_EQ(stat(".", &st), 0);
	CHECK_EQ(st.st_nlink, 0);
	CHECK_EQ(mkdir(DIR, 0777), 0);
	CHECK(getcwd(path, sizeof(path)) == NULL);
	CHECK_EQ(chdir(DIR), 0);
	CHECK(getcwd(path, sizeof(path)) != NULL);
	CHECK_EQ(strcmp(path, DIR), 0);
	CHECK_EQ(chdir("/") + rmdir(DIR), 0);
	return 0;
}
