/*
 * kill() is 0 also for a process that has ended and is not waited for, which
 * keeps its status; -1 for a pid that nobody has, and for 0 and negative ones,
 * which mean no groups here.
 */
#include "check.h"

static void
nothing(long unused)
{
	(void)unused;
}

int
main(void)
{
	int pid = start_child(nothing, 0), status;

	sleep(1);
	CHECK_EQ(kill(pid), 0);
	CHECK_EQ(wait(&status), pid);
	CHECK_EQ(status, 0);
	CHECK_FAILS(kill(pid));
	CHECK_FAILS(kill(0));
	CHECK_FAILS(kill(-1));
	CHECK_FAILS(kill(-getpid()));
	CHECK_FAILS(kill(1 << 30));
	exit(0);
}
