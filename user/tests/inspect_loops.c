/*
 * A program that computes on another hart without ever calling the kernel is
 * looked at while it does, and goes on: each look finds the same, and what it
 * counts in its memory has grown.
 *  run: CPUS=2
 */
#include <signal.h>

#include "procstate.h"

enum { NLOOKS = 200 };

static void
count(long unused)
{
	static volatile unsigned long counter;

	(void)unused;
	for (;;)
		counter++;
}

int
main(void)
{
	pid_t pid = start_child(count, 0);
	unsigned long before;
	long looks = 0;

	await_state(pid, PROC_RUNNING);
	before = proc_cpu_ns(pid);
	while (looks < NLOOKS) {
		union inspect_record r;

		CHECK_EQ(inspect(INSPECT_REGIONS, pid, INSPECT_FIRST, &r, 1),
			 1);
		CHECK(r.region.start < (long)main &&
		      (long)main < (long)r.region.end);
		looks += proc_state(pid) == PROC_RUNNING;
	}
	CHECK(proc_cpu_ns(pid) > before);
	CHECK_EQ(kill(pid, SIGKILL), 0);
	CHECK_KILLED(reap(pid), SIGKILL);
	return 0;
}
