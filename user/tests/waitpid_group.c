/*
 * waitpid(-pgid) waits for children of that process group only, waitpid(0)
 * for those of the caller's own group.
 */
#include "procstate.h"

static void
leave(long code)
{
	_exit((int)code);
}

static void
leave_group(long code)
{
	CHECK_EQ(setpgid(0, 0), 0);
	_exit((int)code);
}

int
main(void)
{
	pid_t own = start_child(leave, 1);
	pid_t other = start_child(leave_group, 2);
	int status = -1;

	await_state(own, PROC_ZOMBIE);
	await_state(other, PROC_ZOMBIE);
	CHECK_EQ(waitpid(-other, &status, 0), other);
	CHECK_EXITED(status, 2);
	CHECK_ERRNO(waitpid(-other, &status, 0), ECHILD);
	CHECK_EQ(waitpid(0, &status, 0), own);
	CHECK_EXITED(status, 1);
	CHECK_ERRNO(waitpid(0, &status, 0), ECHILD);
	return 0;
}
