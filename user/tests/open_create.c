/*
 * O_CREAT makes a missing file and keeps the contents of one that exists;
 * with O_EXCL it refuses one that exists; O_TRUNC empties; without O_CREAT a
 * missing file is ENOENT.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"

#define NAME "/tmp/open_create"

static off_t
size_after_open(int flags)
{
	struct stat st;
	int fd = open(NAME, flags, 0666);

	CHECK(fd >= 0);
	CHECK_EQ(fstat(fd, &st), 0);
	CHECK_EQ(close(fd), 0);
	return st.st_size;
}

int
main(void)
{
	int fd;

	CHECK_ERRNO(open(NAME, O_RDWR), ENOENT);
	CHECK_ERRNO(open(NAME, O_RDWR | O_TRUNC), ENOENT);
	CHECK_EQ(size_after_open(O_WRONLY | O_CREAT | O_EXCL), 0);
	fd = open(NAME, O_WRONLY);
	CHECK_EQ(write(fd, "hello", 5), 5);
	CHECK_EQ(close(fd), 0);
	CHECK_EQ(size_after_open(O_RDWR | O_CREAT), 5);
	CHECK_EQ(size_after_open(O_RDONLY), 5);
	CHECK_ERRNO(open(NAME, O_RDWR | O_CREAT | O_EXCL, 0666), EEXIST);
	CHECK_ERRNO(open("/tmp", O_RDONLY | O_CREAT | O_EXCL, 0666), EEXIST);
	CHECK_EQ(size_after_open(O_RDONLY), 5);
	CHECK_EQ(size_after_open(O_RDWR | O_TRUNC), 0);
	CHECK_EQ(unlink(NAME), 0);
	CHECK_ERRNO(open(NAME, O_RDONLY), ENOENT);
	return 0;
}
