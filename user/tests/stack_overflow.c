/*
 * A stack that wants more than 8 MiB ends the process with SIGSEGV, by
 * endless recursion as by one jump far below; its parent goes on.
 */
#include <signal.h>

#include "check.h"

#define FRAME_SIZE 2048
#define TOO_LOW (9 * 1024 * 1024)

static __attribute__((noinline)) long
recurse(long depth)
{
	volatile char frame[FRAME_SIZE];

	frame[0] = (char)depth;
	if (depth >= 0)
		depth = recurse(depth + 1);
	return depth + frame[0];
}

static void
recurse_for_ever(long unused)
{
	(void)unused;
	recurse(0);
}

static void
jump_below(long unused)
{
	long here = (long)&unused;

	*(volatile char *)(here - TOO_LOW) = 1;
}

int
main(void)
{
	CHECK_KILLED(run_child(recurse_for_ever, 0), SIGSEGV);
	CHECK_KILLED(run_child(jump_below, 0), SIGSEGV);
	CHECK_KILLED(run_child(recurse_for_ever, 0), SIGSEGV);
	return 0;
}
