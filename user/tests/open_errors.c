/*
 * open() of what cannot be opened: a directory for writing (EISDIR), a file
 * as a directory (ENOTDIR), through a file (ENOTDIR), through nothing
 * (ENOENT), an empty path (ENOENT), both write modes at once (EINVAL).
 */
#include <fcntl.h>

#include "check.h"

#define FILE_NAME "/tmp/open_errors"

int
main(void)
{
	int fd = open(FILE_NAME, O_CREAT | O_RDWR, 0666);

	CHECK_EQ(close(fd), 0);
	CHECK_ERRNO(open("/tmp", O_WRONLY), EISDIR);
	CHECK_ERRNO(open("/tmp", O_RDWR), EISDIR);
	CHECK_ERRNO(open("/tmp", O_CREAT | O_WRONLY, 0666), EISDIR);
	CHECK_ERRNO(open(FILE_NAME, O_RDONLY | O_DIRECTORY), ENOTDIR);
	CHECK_ERRNO(open(FILE_NAME "/", O_RDONLY), ENOTDIR);
	CHECK_ERRNO(open(FILE_NAME "/x", O_RDONLY), ENOTDIR);
	CHECK_ERRNO(open(FILE_NAME "/x", O_CREAT | O_RDWR, 0666), ENOTDIR);
	CHECK_ERRNO(open(FILE_NAME "/..", O_RDONLY), ENOTDIR);
	CHECK_ERRNO(open("/tmp/none/x", O_RDONLY), ENOENT);
	CHECK_ERRNO(open("/tmp/none/x", O_CREAT | O_RDWR, 0666), ENOENT);
	CHECK_ERRNO(open("/tmp/none/..", O_RDONLY), ENOENT);
	CHECK_ERRNO(open("", O_RDONLY), ENOENT);
	CHECK_ERRNO(open("", O_CREAT | O_RDWR, 0666), ENOENT);
	CHECK_ERRNO(open(FILE_NAME, O_ACCMODE), EINVAL);
	fd = open("/tmp", O_RDONLY | O_DIRECTORY);
	CHECK(fd >= 0);
	CHECK_EQ(close(fd) + unlink(FILE_NAME), 0);
	return 0;
}
