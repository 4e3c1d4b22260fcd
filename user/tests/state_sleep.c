/*
 * A sleeping process is BLOCKED until its time has come, then runs again.
 */
#include "procstate.h"

#define SLEEP_NS (300 * NS_PER_MS)

static void
sleep_a_while(long start)
{
	struct timespec want = { 0, SLEEP_NS };

	CHECK_EQ(nanosleep(&want, NULL), 0);
	CHECK(now_ns() - start >= SLEEP_NS);
}

int
main(void)
{
	long start = now_ns();
	pid_t pid = start_child(sleep_a_while, start);
	int state;

	await_state(pid, PROC_BLOCKED);
	while (now_ns() - start < SLEEP_NS / 2) {
		state = proc_state(pid);
		CHECK(state == PROC_BLOCKED || now_ns() - start >= SLEEP_NS);
		sched_yield();
	}
	CHECK_EXITED(reap(pid), 0);
	return 0;
}
