/*
 * fork() returns the child's pid, and 0 in the child, which has memory and
 * descriptors of its own; the position in a file is shared.
 */
#include "check.h"

static int value = 1, ends[2];

static void
change(long unused)
{
	int pid = getpid();

	(void)unused;
	value = 2;
	CHECK_EQ(write(ends[1], &pid, sizeof(pid)), sizeof(pid));
	CHECK_EQ(close(ends[1]), 0);
}

int
main(void)
{
	int pid, told;

	CHECK_EQ(pipe(ends), 0);
	pid = start_child(change, 0);
	CHECK_EQ(read(ends[0], &told, sizeof(told)), sizeof(told));
	CHECK_EQ(told, pid);
	CHECK(pid != getpid());
	reap(1);
	CHECK_EQ(value, 1);
	CHECK_EQ(write(ends[1], "x", 1), 1);
	exit(0);
}
