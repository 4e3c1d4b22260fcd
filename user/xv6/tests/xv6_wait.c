/*
 * wait(): -1 without a child, NULL allowed, -1 as the status of a child that
 * was killed or that did something forbidden; a bad pointer gives -1 and the
 * child can still be waited for. An orphan is not ours.
 */
#include "check.h"

static void
sleep_long(long unused)
{
	(void)unused;
	for (;;)
		sleep(100);
}

static void
touch(long address)
{
	*(volatile int *)address = 1;
}

static void
leave_an_orphan(long unused)
{
	(void)unused;
	if (fork() == 0)
		exit(3);
}

static void
nothing(long unused)
{
	(void)unused;
}

int
main(void)
{
	int pid, status;

	CHECK_FAILS(wait(0));
	CHECK_FAILS(wait(&status));
	pid = start_child(nothing, 0);
	CHECK_EQ(wait(0), pid);
	pid = start_child(sleep_long, 0);
	CHECK_EQ(kill(pid), 0);
	CHECK_EQ(wait(&status), pid);
	CHECK_EQ(status, -1);
	CHECK_EQ(run_child(touch, 0), -1);
	CHECK_EQ(run_child(leave_an_orphan, 0), 0);
	pid = start_child(nothing, 0);
	CHECK_FAILS(wait((int *)-1));
	CHECK_FAILS(wait((int *)"constant"));
	CHECK_EQ(wait(&status), pid);
	CHECK_EQ(status, 0);
	exit(0);
}
