/*
 * Process 1 cannot be killed: whatever kill() returns for it, it lives on
 * and still adopts and reaps orphans.
 */
#include <signal.h>

#include "procstate.h"

static void
do_nothing(long unused)
{
	(void)unused;
}

static void
leave_orphan(long fd)
{
	pid_t pid = start_child(do_nothing, 0);

	CHECK_EQ(write((int)fd, &pid, sizeof(pid)), sizeof(pid));
}

int
main(void)
{
	int ends[2];
	pid_t orphan;

	kill(1, SIGKILL);
	kill(1, SIGTERM);
	kill(1, SIGINT);
	CHECK_EQ(pipe(ends), 0);
	CHECK_EXITED(run_child(leave_orphan, ends[1]), 0);
	CHECK_EQ(read(ends[0], &orphan, sizeof(orphan)), sizeof(orphan));
	await_state(orphan, NO_PROCESS);
	CHECK(proc_state(1) != PROC_ZOMBIE && proc_state(1) != NO_PROCESS);
	return 0;
}
