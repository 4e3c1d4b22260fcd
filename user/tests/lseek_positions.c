/*
 * lseek() sets the position from the start, the position, the end; beyond the
 * end is allowed, before the start is EINVAL and moves nothing; pipes have no
 * position (ESPIPE).
 */
#include <fcntl.h>
#include <limits.h>

#include "check.h"

#define NAME "/tmp/lseek_positions"

int
main(void)
{
	int ends[2], fd = open(NAME, O_CREAT | O_TRUNC | O_RDWR, 0666);
	char c;

	CHECK_EQ(write(fd, "0123456789", 10), 10);
	CHECK_EQ(lseek(fd, 0, SEEK_CUR), 10);
	CHECK_EQ(lseek(fd, 3, SEEK_SET), 3);
	CHECK_EQ(read(fd, &c, 1), 1);
	CHECK_EQ(c, '3');
	CHECK_EQ(lseek(fd, -2, SEEK_CUR), 2);
	CHECK_EQ(lseek(fd, -1, SEEK_END), 9);
	CHECK_EQ(lseek(fd, 5, SEEK_END), 15);
	CHECK_EQ(read(fd, &c, 1), 0);
	CHECK_ERRNO(lseek(fd, -1, SEEK_SET), EINVAL);
	CHECK_ERRNO(lseek(fd, -16, SEEK_CUR), EINVAL);
	CHECK_ERRNO(lseek(fd, -11, SEEK_END), EINVAL);
	CHECK_ERRNO(lseek(fd, LONG_MIN, SEEK_SET), EINVAL);
	CHECK_ERRNO(lseek(fd, 0, 77), EINVAL);
	CHECK_ERRNO(lseek(fd, 0, -1), EINVAL);
	CHECK_EQ(lseek(fd, LONG_MAX, SEEK_CUR), -1);
	CHECK(errno == EINVAL || errno == EOVERFLOW);
	CHECK_EQ(lseek(fd, LONG_MAX, SEEK_END), -1);
	CHECK_EQ(lseek(fd, 0, SEEK_CUR), 15);
	CHECK_EQ(pipe(ends), 0);
	CHECK_ERRNO(lseek(ends[0], 0, SEEK_CUR), ESPIPE);
	CHECK_ERRNO(lseek(ends[1], 0, SEEK_SET), ESPIPE);
	CHECK_EQ(close(fd) + unlink(NAME), 0);
	return 0;
}
