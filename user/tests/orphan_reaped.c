/*
 * Orphans do not stay as zombies: those that end after their parent, and
 * those that were zombies already when it ended, disappear soon, and so do
 * orphans of orphans.
 */
#include "procstate.h"

#define NORPHANS 30

static int gate[2];

static void
end_with_gate(long depth)
{
	char c;

	if (depth > 0)
		start_child(end_with_gate, depth - 1);
	close(gate[1]);
	read(gate[0], &c, 1);
}

static void
do_nothing(long unused)
{
	(void)unused;
}

static void
leave_orphans(long unused)
{
	for (int i = 0; i < NORPHANS; i++) {
		pid_t dead = start_child(do_nothing, unused);

		start_child(end_with_gate, 1);
		await_state(dead, PROC_ZOMBIE);
	}
}

int
main(void)
{
	unsigned long nprocs = sysinfo_now().nprocs;
	long give_up = now_ns() + PATIENCE_NS;

	CHECK_EQ(pipe(gate), 0);
	CHECK_EXITED(run_child(leave_orphans, 0), 0);
	CHECK(sysinfo_now().nprocs >= nprocs + NORPHANS);
	CHECK_EQ(close(gate[1]), 0);
	while (sysinfo_now().nprocs != nprocs) {
		CHECK(now_ns() < give_up);
		sched_yield();
	}
	CHECK_ERRNO(wait(NULL), ECHILD);
	return 0;
}
