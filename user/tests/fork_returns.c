/*
 * fork() gives the parent the child's pid, and the child 0; the child's own
 * pid is the one its parent was told, its parent pid is the parent's.
 */
#include "check.h"

#define NCHILDREN 20

static void
check_child(pid_t parent, int told)
{
	pid_t pid;

	CHECK_EQ(read(told, &pid, sizeof(pid)), sizeof(pid));
	CHECK_EQ(getpid(), pid);
	CHECK_EQ(getppid(), parent);
}

int
main(void)
{
	pid_t last = 0, pid, self = getpid();
	int tell[2];

	CHECK(self > 1);
	CHECK_EQ(pipe(tell), 0);
	for (int i = 0; i < NCHILDREN; i++) {
		pid = fork_checked();
		if (pid == 0) {
			check_child(self, tell[0]);
			return 0;
		}
		CHECK(pid != self && pid != last);
		CHECK_EQ(write(tell[1], &pid, sizeof(pid)), sizeof(pid));
		CHECK_EXITED(reap(pid), 0);
		last = pid;
	}
	CHECK_EQ(getpid(), self);
	return 0;
}
