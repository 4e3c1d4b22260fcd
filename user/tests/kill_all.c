/*
 * kill(-1) ends every process but process 1 and the caller: children,
 * grandchildren, orphans and those in other groups.
 *
 * run: CPUS=1 MEM=128M ALONE=1
 * run: CPUS=4 MEM=128M ALONE=1
 */
#include <signal.h>

#include "procstate.h"

#define NCHILDREN 10

static int gate[2];

static void
wait_for_end(long unused)
{
	char c;

	(void)unused;
	read(gate[0], &c, 1);
}

static void
leave_orphan(long unused)
{
	setpgid(0, 0);
	start_child(wait_for_end, unused);
}

int
main(void)
{
	unsigned long nprocs = sysinfo_now().nprocs;
	pid_t child[NCHILDREN];

	CHECK_EQ(pipe(gate), 0);
	CHECK_EXITED(run_child(leave_orphan, 0), 0);
	for (int i = 0; i < NCHILDREN; i++) {
		child[i] = start_child(wait_for_end, 0);
		CHECK_EQ(setpgid(child[i], child[i % 2 ? 0 : i]), 0);
	}
	CHECK(sysinfo_now().nprocs > nprocs + NCHILDREN);
	CHECK_EQ(kill(-1, SIGTERM), 0);
	for (int i = 0; i < NCHILDREN; i++)
		CHECK_KILLED(reap(child[i]), SIGTERM);
	while (sysinfo_now().nprocs > nprocs)
		sched_yield();
	CHECK(proc_state(1) != NO_PROCESS && proc_state(1) != PROC_ZOMBIE);
	CHECK_ERRNO(kill(-1, NSIG), EINVAL);
	return 0;
}
