/*
 * waitpid() refuses options it does not know with EINVAL, and pids that are
 * no children of the caller (its parent, process 1, itself, none) with
 * ECHILD; a living child does not change that.
 */
#include <signal.h>

#include "check.h"

#define NO_SUCH_PID 30000000
#define UNKNOWN_OPTION 0x10000000

static void
wait_for_end(long fd)
{
	char c;

	read((int)fd, &c, 1);
}

int
main(void)
{
	int gate[2], status;
	pid_t pid;

	CHECK_EQ(pipe(gate), 0);
	pid = start_child(wait_for_end, gate[0]);
	CHECK_ERRNO(waitpid(pid, &status, UNKNOWN_OPTION), EINVAL);
	CHECK_ERRNO(waitpid(-1, &status, ~0), EINVAL);
	CHECK_ERRNO(waitpid(getppid(), &status, 0), ECHILD);
	CHECK_ERRNO(waitpid(1, &status, 0), ECHILD);
	CHECK_ERRNO(waitpid(getpid(), &status, 0), ECHILD);
	CHECK_ERRNO(waitpid(NO_SUCH_PID, &status, 0), ECHILD);
	CHECK_ERRNO(waitpid(-NO_SUCH_PID, &status, 0), ECHILD);
	CHECK_EQ(kill(pid, SIGKILL), 0);
	CHECK_KILLED(reap(pid), SIGKILL);
	return 0;
}
