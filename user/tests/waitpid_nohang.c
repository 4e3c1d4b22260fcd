/*
 * waitpid() with WNOHANG returns 0 at once while no child has ended, the pid
 * of one that has, and ECHILD without children.
 */
#include "procstate.h"

static void
leave_at_end(long fd)
{
	char c;

	CHECK_EQ(read((int)fd, &c, 1), 1);
	_exit(9);
}

int
main(void)
{
	int gate[2], status = -1;
	pid_t pid;

	CHECK_ERRNO(waitpid(-1, &status, WNOHANG), ECHILD);
	CHECK_EQ(pipe(gate), 0);
	pid = start_child(leave_at_end, gate[0]);
	CHECK_EQ(waitpid(-1, &status, WNOHANG), 0);
	CHECK_EQ(waitpid(pid, &status, WNOHANG), 0);
	CHECK_EQ(status, -1);
	CHECK_EQ(write(gate[1], "x", 1), 1);
	await_state(pid, PROC_ZOMBIE);
	CHECK_EQ(waitpid(-1, &status, WNOHANG), pid);
	CHECK_EXITED(status, 9);
	CHECK_ERRNO(waitpid(pid, &status, WNOHANG), ECHILD);
	return 0;
}
