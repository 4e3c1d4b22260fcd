/*
 * kill(pid, 0) changes nothing: 0 while the process exists (as a zombie
 * too), ESRCH once it was waited for.
 */
#include <signal.h>

#include "procstate.h"

static void
leave_at_end(long fd)
{
	char c;

	CHECK_EQ(read((int)fd, &c, 1), 1);
	_exit(7);
}

int
main(void)
{
	int gate[2];
	pid_t pid;

	CHECK_EQ(pipe(gate), 0);
	pid = start_child(leave_at_end, gate[0]);
	CHECK_EQ(kill(pid, 0), 0);
	CHECK_EQ(kill(getpid(), 0), 0);
	CHECK_EQ(kill(-getpgid(0), 0), 0);
	CHECK_EQ(write(gate[1], "x", 1), 1);
	await_state(pid, PROC_ZOMBIE);
	CHECK_EQ(kill(pid, 0), 0);
	CHECK_EQ(kill(pid, SIGKILL), 0);
	CHECK_EXITED(reap(pid), 7);
	CHECK_ERRNO(kill(pid, 0), ESRCH);
	return 0;
}
