/*
 * mkdir() and rmdir() refuse: names that exist (EEXIST), missing parents
 * (ENOENT), parents that are files (ENOTDIR); directories not empty
 * (ENOTEMPTY), files (ENOTDIR), the root (EBUSY), "." (EINVAL), ".."
 * (ENOTEMPTY).
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"

#define DIR "/tmp/mkdir_errors"
#define NAME DIR "/file"

int
main(void)
{
	struct stat st;
	int fd;

	CHECK_EQ(mkdir(DIR, 0777), 0);
	fd = open(NAME, O_CREAT | O_RDWR, 0666);
	CHECK_EQ(close(fd), 0);
	CHECK_ERRNO(mkdir(DIR, 0777), EEXIST);
	CHECK_ERRNO(mkdir(NAME, 0777), EEXIST);
	CHECK_ERRNO(mkdir("/", 0777), EEXIST);
	CHECK_ERRNO(mkdir(DIR "/.", 0777), EEXIST);
	CHECK_ERRNO(mkdir(DIR "/..", 0777), EEXIST);
	CHECK_ERRNO(mkdir("", 0777), ENOENT);
	CHECK_ERRNO(mkdir(DIR "/none/x", 0777), ENOENT);
	CHECK_ERRNO(mkdir(NAME "/x", 0777), ENOTDIR);
	CHECK_ERRNO(rmdir(DIR), ENOTEMPTY);
	CHECK_ERRNO(rmdir(NAME), ENOTDIR);
	CHECK_ERRNO(rmdir(DIR "/none"), ENOENT);
	CHECK_ERRNO(rmdir(""), ENOENT);
	CHECK_ERRNO(rmdir("/"), EBUSY);
	CHECK_ERRNO(rmdir(DIR "/."), EINVAL);
	CHECK_ERRNO(rmdir(DIR "/.."), ENOTEMPTY);
	CHECK_EQ(stat(DIR, &st), 0);
	CHECK_EQ(st.st_nlink, 2);
	CHECK_EQ(unlink(NAME) + rmdir(DIR), 0);
	CHECK_ERRNO(rmdir(DIR), ENOENT);
	return 0;
}
