/*
 * waitpid() with a bad status pointer fails with EFAULT and keeps the dead
 * child, so that a second call still gets its status.
 */
#include "check.h"

#define KERNEL_ADDRESS 0xffffffc080200000ul

static void
leave(long code)
{
	_exit((int)code);
}

int
main(void)
{
	pid_t pid = start_child(leave, 42);
	int *volatile kernel = (int *)KERNEL_ADDRESS;
	int *volatile text = (int *)(unsigned long)main;

	CHECK_ERRNO(waitpid(pid, kernel, 0), EFAULT);
	CHECK_ERRNO(waitpid(-1, kernel, 0), EFAULT);
	CHECK_ERRNO(waitpid(pid, (int *)1, 0), EFAULT);
	CHECK_ERRNO(waitpid(pid, text, 0), EFAULT);
	CHECK_EXITED(reap(pid), 42);
	CHECK_ERRNO(waitpid(pid, NULL, 0), ECHILD);
	return 0;
}
