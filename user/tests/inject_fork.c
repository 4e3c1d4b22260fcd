/*
 * fork when each thing that it asks for is refused in turn, and all that the
 * child does: EAGAIN or ENOMEM, no child, and nothing is lost.
 *
 * run: KERNEL=test
 * run: KERNEL=test CPUS=4
 */
#include "inject.h"

static int
fork_and_wait(void)
{
	pid_t pid;

	order("reclaim", 0);     /* so that nothing is at hand */
	pid = fork();
	if (pid < 0)
		return errno;
	if (pid == 0)
		_exit(0);
	return child_error(pid);
}

int
main(void)
{
	every_failure("memory", fork_and_wait, ENOMEM, EAGAIN);
	return 0;
}
