/*
 * kill() refuses signal numbers that do not exist with EINVAL and processes
 * or groups that do not exist with ESRCH, and then kills nobody.
 */
#include <limits.h>
#include <signal.h>

#include "check.h"

#define NO_SUCH_PID 30000000

int
main(void)
{
	int gate[2];
	pid_t pid;

	CHECK_EQ(pipe(gate), 0);
	pid = start_child(wait_for_byte, gate[0]);
	CHECK_ERRNO(kill(pid, -1), EINVAL);
	CHECK_ERRNO(kill(pid, NSIG), EINVAL);
	CHECK_ERRNO(kill(pid, INT_MAX), EINVAL);
	CHECK_ERRNO(kill(pid, INT_MIN), EINVAL);
	CHECK_ERRNO(kill(NO_SUCH_PID, SIGKILL), ESRCH);
	CHECK_ERRNO(kill(-NO_SUCH_PID, SIGKILL), ESRCH);
	CHECK_ERRNO(kill(INT_MIN, SIGKILL), ESRCH);
	CHECK_ERRNO(kill(-pid, SIGKILL), ESRCH);
	CHECK_EQ(write(gate[1], "x", 1), 1);
	CHECK_EXITED(reap(pid), 0);
	return 0;
}
