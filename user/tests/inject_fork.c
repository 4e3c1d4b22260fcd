/*
 * fork when each thing that it asks for is refused in turn: EAGAIN or ENOMEM,
 * no child, and nothing is lost. wait gives what the child had.
 *
 * run: KERNEL=test
 * run: KERNEL=test CPUS=4
 */
#include <signal.h>

#include "inject.h"

static int
fork_and_wait(void)
{
	int status;
	pid_t pid = fork();

	if (pid < 0)
		return errno;
	if (pid == 0)
		_exit(7);
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK(WIFSIGNALED(status) || WEXITSTATUS(status) == 7);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL ? ENOMEM : 0;
}

int
main(void)
{
	every_failure("memory", fork_and_wait, ENOMEM, EAGAIN);
	return 0;
}
