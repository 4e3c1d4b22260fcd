/*
 * Every call that takes a descriptor answers EBADF to one that is negative,
 * closed, beyond the table, or absurd.
 */
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>

#include "check.h"

static const int bad[] = {
	-1, -2, 50, 255, 256, 257, 1000, 65536, INT_MAX, INT_MIN,
};

int
main(void)
{
	struct stat st;
	char c = 0;

	for (unsigned i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		int fd = bad[i];

		CHECK_ERRNO(read(fd, &c, 1), EBADF);
		CHECK_ERRNO(write(fd, &c, 1), EBADF);
		CHECK_ERRNO(close(fd), EBADF);
		CHECK_ERRNO(fstat(fd, &st), EBADF);
		CHECK_ERRNO(dup(fd), EBADF);
		CHECK_ERRNO(dup2(fd, 5), EBADF);
		CHECK_ERRNO(dup2(fd, fd), EBADF);
		CHECK_ERRNO(lseek(fd, 0, SEEK_SET), EBADF);
		CHECK_ERRNO(ftruncate(fd, 0), EBADF);
		CHECK_ERRNO(fsync(fd), EBADF);
		CHECK_ERRNO(fcntl(fd, F_GETFD), EBADF);
		CHECK_ERRNO(fcntl(fd, F_DUPFD, 0), EBADF);
		CHECK_ERRNO(tcgetpgrp(fd), EBADF);
		CHECK_ERRNO(tcsetpgrp(fd, getpgid(0)), EBADF);
	}
	CHECK_ERRNO(dup2(0, -1), EBADF);
	CHECK_ERRNO(dup2(0, INT_MAX), EBADF);
	CHECK_ERRNO(dup2(0, INT_MIN), EBADF);
	CHECK_ERRNO(fcntl(0, F_DUPFD, -1), EINVAL);
	CHECK_ERRNO(fcntl(0, 12345), EINVAL);
	return 0;
}
