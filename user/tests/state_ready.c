/*
 * On one hart a process that wants to compute is READY whenever another one
 * looks, since the one that looks is RUNNING: after fork (NEW -> READY),
 * after its time slice (RUNNING -> READY), after what it waited for came
 * (BLOCKED -> READY).
 */
#include <signal.h>

#include "procstate.h"

#define SOME_CPU_NS (1 * NS_PER_MS)
#define NLOOKS 100

static void
compute(long fd)
{
	char c;

	if (fd >= 0)
		CHECK_EQ(read((int)fd, &c, 1), 1);
	for (volatile long i = 0;; i++)
		;
}

static void
expect_ready_for_ever(pid_t pid)
{
	struct procinfo info = { .cpu_ns = 0 };

	for (int i = 0; i < NLOOKS || info.cpu_ns < SOME_CPU_NS; i++) {
		CHECK(proc_find(pid, &info));
		CHECK_EQ(info.state, PROC_READY);
		if (i >= NLOOKS)
			sched_yield();
	}
	CHECK_EQ(kill(pid, SIGKILL), 0);
	CHECK_KILLED(reap(pid), SIGKILL);
}

int
main(void)
{
	int gate[2];
	pid_t pid;

	CHECK_EQ(sysinfo_now().nharts, 1);
	CHECK_EQ(pipe(gate), 0);
	expect_ready_for_ever(start_child(compute, -1));
	pid = start_child(compute, gate[0]);
	await_state(pid, PROC_BLOCKED);
	CHECK_EQ(write(gate[1], "x", 1), 1);
	expect_ready_for_ever(pid);
	return 0;
}
