/*
 * A process that waits for a pipe, a child or the clock is BLOCKED for all
 * others to see, uses no processor time meanwhile, and goes on when what it
 * waits for happens.
 */
#include "procstate.h"

#define NLOOKS 50

static void
wait_for_reader(long fd)
{
	CHECK_EXITED(run_child(wait_for_byte, fd), 0);
}

static void
expect_blocked(pid_t pid)
{
	struct procinfo first, now;

	await_state(pid, PROC_BLOCKED);
	CHECK(proc_find(pid, &first));
	for (int i = 0; i < NLOOKS; i++) {
		sched_yield();
		CHECK(proc_find(pid, &now));
		CHECK_EQ(now.state, PROC_BLOCKED);
		CHECK_EQ(now.cpu_ns, first.cpu_ns);
	}
}

int
main(void)
{
	void (*body[])(long) = { wait_for_byte, wait_for_reader };
	int gate[2];

	CHECK_EQ(pipe(gate), 0);
	for (unsigned i = 0; i < sizeof(body) / sizeof(body[0]); i++) {
		pid_t pid = start_child(body[i], gate[0]);

		expect_blocked(pid);
		CHECK_EQ(write(gate[1], "x", 1), 1);
		CHECK_EXITED(reap(pid), 0);
	}
	return 0;
}
