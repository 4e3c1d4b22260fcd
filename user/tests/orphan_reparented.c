/*
 * When a process ends, its living children become children of process 1, a
 * blocked one and a computing one alike; their pids do not change.
 *
 * run: CPUS=1 MEM=128M
 * run: CPUS=4 MEM=128M
 */
#include "procstate.h"

static int results[2];

/* Ends well when its parent becomes process 1. */
static void
await_adoption(long pid_pipe)
{
	long give_up = now_ns() + PATIENCE_NS;
	pid_t self = getpid();
	char c;

	if (pid_pipe >= 0)
		read((int)pid_pipe, &c, 1);
	while (getppid() != 1) {
		CHECK(now_ns() < give_up);
		sched_yield();
	}
	CHECK_EQ(getpid(), self);
	CHECK_EQ(write(results[1], "a", 1), 1);
}

static void
leave_orphans(long unused)
{
	int gate[2];
	pid_t blocked;

	CHECK_EQ(pipe(gate), 0);
	blocked = fork_checked();
	if (blocked == 0) {
		close(gate[1]);
		await_adoption(gate[0]);
		return;
	}
	start_child(await_adoption, -1);
	await_state(blocked, PROC_BLOCKED);
	(void)unused;
}

int
main(void)
{
	char both[2];

	CHECK_EQ(pipe(results), 0);
	CHECK_EXITED(run_child(leave_orphans, 0), 0);
	CHECK_EQ(close(results[1]), 0);
	CHECK_EQ(read(results[0], both, 1), 1);
	CHECK_EQ(read(results[0], both, 1), 1);
	CHECK_EQ(read(results[0], both, 1), 0);
	return 0;
}
