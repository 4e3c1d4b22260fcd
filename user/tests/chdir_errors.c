/*
 * chdir() to what is missing (ENOENT), no directory (ENOTDIR) or nothing
 * (ENOENT) fails and leaves the current directory; relative paths follow a
 * chdir() that works.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"

#define DIR "/tmp/chdir_errors"

int
main(void)
{
	struct stat here, there;

	CHECK_EQ(mkdir(DIR, 0777) + chdir(DIR), 0);
	CHECK_EQ(close(open("file", O_CREAT | O_RDWR, 0666)), 0);
	CHECK_ERRNO(chdir("none"), ENOENT);
	CHECK_ERRNO(chdir(""), ENOENT);
	CHECK_ERRNO(chdir("file"), ENOTDIR);
	CHECK_ERRNO(chdir("file/x"), ENOTDIR);
	CHECK_ERRNO(chdir("/dev/null"), ENOTDIR);
	CHECK_EQ(stat(".", &here) + stat(DIR, &there), 0);
	CHECK_EQ(here.st_ino, there.st_ino);
	CHECK_EQ(stat("file", &here) + stat(DIR "/file", &there), 0);
	CHECK_EQ(here.st_ino, there.st_ino);
	CHECK_EQ(unlink("file") + chdir("..") + rmdir("chdir_errors"), 0);
	CHECK_ERRNO(chdir(DIR), ENOENT);
	return 0;
}
