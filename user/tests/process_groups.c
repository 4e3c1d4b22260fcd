/*
 * setpgid() moves a process or its child to a group of its own or of a
 * sibling; strangers and missing groups are refused (ESRCH, EPERM, EINVAL).
 */
#include <signal.h>

#include "check.h"

#define NO_SUCH_PID 30000000

static void
wait_for_end(long fd)
{
	char c;

	read((int)fd, &c, 1);
}

int
main(void)
{
	int gate[2];
	pid_t a, b, own = getpgid(0);

	CHECK_EQ(pipe(gate), 0);
	a = start_child(wait_for_end, gate[0]);
	b = start_child(wait_for_end, gate[0]);
	CHECK_EQ(getpgid(getpid()), own);
	CHECK_EQ(getpgid(a), own);
	CHECK_EQ(setpgid(a, 0), 0);
	CHECK_EQ(getpgid(a), a);
	CHECK_EQ(setpgid(b, a), 0);
	CHECK_EQ(getpgid(b), a);
	CHECK_EQ(setpgid(b, own), 0);
	CHECK_EQ(getpgid(b), own);
	CHECK_ERRNO(setpgid(b, NO_SUCH_PID), EPERM);
	CHECK_ERRNO(setpgid(b, -1), EINVAL);
	CHECK_ERRNO(setpgid(NO_SUCH_PID, 0), ESRCH);
	CHECK_ERRNO(setpgid(1, own), ESRCH);
	CHECK_ERRNO(getpgid(NO_SUCH_PID), ESRCH);
	CHECK_ERRNO(getpgid(-1), ESRCH);
	CHECK_EQ(getpgid(b), own);
	CHECK_EQ(write(gate[1], "xx", 2), 2);
	CHECK_EXITED(reap(a), 0);
	CHECK_EXITED(reap(b), 0);
	return 0;
}
