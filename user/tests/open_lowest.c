/*
 * open, dup and pipe give the lowest free descriptors; a closed one is EBADF
 * and is given again.
 */
#include <fcntl.h>

#include "check.h"

static int
open_null(void)
{
	return open("/dev/null", O_RDWR);
}

int
main(void)
{
	int first = open_null(), ends[2];

	for (int i = 1; i < 6; i++)
		CHECK_EQ(open_null(), first + i);
	CHECK_EQ(close(first + 1), 0);
	CHECK_EQ(close(first + 3), 0);
	CHECK_EQ(close(first + 4), 0);
	CHECK_ERRNO(close(first + 3), EBADF);
	CHECK_ERRNO(write(first + 1, "x", 1), EBADF);
	CHECK_EQ(dup(first), first + 1);
	CHECK_EQ(pipe(ends), 0);
	CHECK_EQ(ends[0], first + 3);
	CHECK_EQ(ends[1], first + 4);
	CHECK_EQ(open_null(), first + 6);
	return 0;
}
