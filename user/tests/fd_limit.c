/*
 * A process has OPEN_MAX descriptors: open, dup, pipe and F_DUPFD fail with
 * EMFILE when all are in use, dup2 beyond them with EBADF; a pipe that finds
 * only one free keeps none. A child has as many.
 */
#include <fcntl.h>
#include <limits.h>

#include "check.h"

static void
use_all(long unused)
{
	int fd, last = -1, ends[2] = { -1, -1 };

	(void)unused;
	while ((fd = open("/dev/null", O_RDWR)) >= 0)
		last = fd;
	CHECK_EQ(errno, EMFILE);
	CHECK_EQ(last, OPEN_MAX - 1);
	CHECK_ERRNO(dup(last), EMFILE);
	CHECK_ERRNO(fcntl(last, F_DUPFD, 0), EMFILE);
	CHECK_ERRNO(fcntl(last, F_DUPFD, OPEN_MAX), EINVAL);
	CHECK_ERRNO(pipe(ends), EMFILE);
	CHECK_ERRNO(dup2(last, OPEN_MAX), EBADF);
	CHECK_EQ(close(last), 0);
	CHECK_ERRNO(pipe(ends), EMFILE);
	CHECK_EQ(ends[0], -1);
	CHECK_EQ(dup(last - 1), last);
	CHECK_EQ(close(last) + close(last - 1), 0);
	CHECK_EQ(pipe(ends), 0);
	CHECK_EQ(ends[0], last - 1);
	CHECK_EQ(dup2(0, last), last);
}

int
main(void)
{
	CHECK_EXITED(run_child(use_all, 0), 0);
	use_all(0);
	return 0;
}
