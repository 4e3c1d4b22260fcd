/*
 * SIGSTOP stops a process in a call that waits, and SIGCONT lets that go on as
 * if nothing had been; what it waits for may have come meanwhile.
 */
#include "stopping.h"

int
main(void)
{
	int gate[2];
	pid_t pid;

	CHECK_EQ(pipe(gate), 0);
	pid = start_child(wait_for_byte, gate[0]);
	stop_and_continue(pid, PROC_BLOCKED);
	await_state(pid, PROC_BLOCKED);
	CHECK_EQ(kill(pid, SIGTSTP), 0);
	CHECK_EQ(write(gate[1], "x", 1), 1);
	expect_news(pid, WUNTRACED, W_STOPPED(SIGTSTP));
	CHECK_EQ(kill(pid, SIGCONT), 0);
	CHECK_EXITED(reap(pid), 0);
	return 0;
}
