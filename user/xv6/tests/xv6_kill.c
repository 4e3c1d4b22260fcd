/*
 * kill() ends a process that sleeps, reads or computes, each with status -1;
 * once it has been waited for, its pid is nobody's.
 */
#include "check.h"

static int ends[2];

static void
sleep_long(long unused)
{
	(void)unused;
	sleep(100000);
}

static void
read_nothing(long unused)
{
	char c;

	(void)unused;
	read(ends[0], &c, 1);
}

static void
compute(long unused)
{
	(void)unused;
	for (;;)
		getpid();
}

int
main(void)
{
	void (*const bodies[])(long) = { sleep_long, read_nothing, compute };
	int pid, status;

	CHECK_EQ(pipe(ends), 0);
	for (uint i = 0; i < COUNT(bodies); i++) {
		pid = start_child(bodies[i], 0);
		sleep(1);
		CHECK_EQ(kill(pid), 0);
		CHECK_EQ(wait(&status), pid);
		CHECK_EQ(status, -1);
		CHECK_FAILS(kill(pid));
	}
	exit(0);
}
