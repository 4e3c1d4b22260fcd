/*
 * Parents that end while their children end, start children of their own and
 * are killed: nobody hangs, no zombie and no process stays behind.
 *
 * run: CPUS=1 MEM=128M
 * run: CPUS=4 MEM=128M
 * timeout: 30
 */
#include <signal.h>

#include "procstate.h"

#define DURATION_NS (1500 * NS_PER_MS)
#define NCHILDREN 5

static void
do_nothing(long unused)
{
	(void)unused;
}

static void
make_orphans(long depth)
{
	for (int i = 0; i < NCHILDREN; i++)
		start_child(depth > 0 ? make_orphans : do_nothing, depth - 1);
	if (depth % 2)
		wait(NULL);
}

int
main(void)
{
	unsigned long nprocs = sysinfo_now().nprocs;
	long end_ns = now_ns() + DURATION_NS;

	for (int i = 0; now_ns() < end_ns; i++) {
		pid_t pid = start_child(make_orphans, i % 3);

		if (i % 2)
			CHECK_EQ(kill(pid, SIGKILL), 0);
		reap(pid);
	}
	end_ns = now_ns() + PATIENCE_NS;
	while (sysinfo_now().nprocs != nprocs) {
		CHECK(now_ns() < end_ns);
		sched_yield();
	}
	return 0;
}
