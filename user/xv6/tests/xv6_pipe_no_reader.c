/*
 * Writing to a pipe that nobody reads is -1 and ends nobody: when the reader
 * was closed here, when it is a child that has closed it or has ended, and
 * when the writer was blocked because the pipe was full.
 */
#include "check.h"

static int ends[2];

static void
read_one(long unused)
{
	char c;

	(void)unused;
	CHECK_EQ(read(ends[0], &c, 1), 1);
	CHECK_EQ(close(ends[0]), 0);
	sleep(3);
}

static void
write_until_refused(long unused)
{
	static char page[PGSIZE];

	(void)unused;
	CHECK_EQ(close(ends[0]), 0);
	while (write(ends[1], page, PGSIZE) == PGSIZE)
		;
	CHECK_FAILS(write(ends[1], page, 1));
}

int
main(void)
{
	CHECK_EQ(pipe(ends), 0);
	CHECK_EQ(close(ends[0]), 0);
	CHECK_FAILS(write(ends[1], "x", 1));
	CHECK_EQ(close(ends[1]), 0);
	CHECK_EQ(pipe(ends), 0);
	start_child(read_one, 0);
	CHECK_EQ(close(ends[0]), 0);
	CHECK_EQ(write(ends[1], "x", 1), 1);
	sleep(1);
	CHECK_FAILS(write(ends[1], "x", 1));
	reap(1);
	CHECK_FAILS(write(ends[1], "x", 1));
	CHECK_EQ(pipe(ends), 0);
	start_child(write_until_refused, 0);
	start_child(read_one, 0);
	CHECK_EQ(close(ends[0]), 0);
	reap(2);
	exit(0);
}
