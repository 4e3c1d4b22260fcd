/*
 * A process has NOFILE descriptors, the lowest free one is taken: open(),
 * dup() and pipe() give -1 when there are no more, and take none; after a
 * close() there is one again.
 */
#include "check.h"

static void
fill(void)
{
	int fd;

	for (int last = -1; (fd = open("/README", O_RDONLY)) >= 0; last = fd)
		CHECK(fd > last && fd < NOFILE);
	CHECK_EQ(fd, -1);
}

int
main(void)
{
	int ends[2] = { -7, -7 };

	fill();
	CHECK_FAILS(dup(0));
	CHECK_FAILS(pipe(ends));
	CHECK_EQ(ends[0], -7);
	CHECK_EQ(close(NOFILE - 1), 0);
	CHECK_FAILS(pipe(ends));
	CHECK_EQ(dup(1), NOFILE - 1);
	CHECK_EQ(close(5), 0);
	CHECK_EQ(close(3), 0);
	CHECK_EQ(open("/README", O_RDONLY), 3);
	CHECK_EQ(dup(3), 5);
	CHECK_EQ(close(3), 0);
	CHECK_EQ(close(7), 0);
	CHECK_EQ(pipe(ends), 0);
	CHECK_EQ(ends[0], 3);
	CHECK_EQ(ends[1], 7);
	CHECK_FAILS(dup(-1));
	CHECK_FAILS(dup(NOFILE));
	CHECK_FAILS(close(-1));
	CHECK_FAILS(close(NOFILE));
	CHECK_EQ(close(3), 0);
	CHECK_FAILS(close(3));
	CHECK_FAILS(dup(3));
	exit(0);
}
