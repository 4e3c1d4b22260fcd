/*
 * The whole life of a program, fork, execve, its run and its end, when each
 * thing that is asked for is refused in turn, or each read of the disk fails:
 * the errno of the call, or the program is killed, and nothing is lost.
 *
 * run: KERNEL=test
 * timeout: 120
 */
#include "inject.h"

#define ARGUMENT_BYTES 20000

static char argument[ARGUMENT_BYTES];

static int
run_program(void)
{
	char *argv[] = { "true", argument, NULL };
	pid_t pid = fork();

	if (pid < 0)
		return errno;
	if (pid == 0) {
		execve("/bin/true", argv, environ);
		_exit(errno);
	}
	return child_error(pid);
}

static int
run_from_disk(void)
{
	order("reclaim", 0);     /* so that it is read from there */
	return run_program();
}

int
main(void)
{
	memset(argument, 'x', sizeof(argument) - 1);
	every_failure("memory", run_program, ENOMEM, EAGAIN);
	every_failure("memory", run_from_disk, ENOMEM, EAGAIN);
	every_failure("read error", run_from_disk, EIO, EIO);
	every_failure("read short", run_from_disk, EIO, EIO);
	return 0;
}
