/*
 * time: runs a command and tells on standard error how long it took. Only
 * elapsed time is shown: the system does not yet tell a parent how much
 * processor time its dead children used.
 */
#include <sys/wait.h>
#include <time.h>

#include "tool.h"

enum {
	STATUS_CANNOT_RUN = 126,
	STATUS_NOT_FOUND = 127,
	STATUS_SIGNAL_BASE = 128,
	NS_PER_SECOND = 1000 * 1000 * 1000,
	NS_PER_MS = 1000 * 1000,
};

static void __attribute__((noreturn))
run(char **command)
{
	int error;

	execvp(command[0], command);
	error = errno;
	tool_error(command[0]);
	_exit(error == ENOENT ? STATUS_NOT_FOUND : STATUS_CANNOT_RUN);
}

static int
exit_status(int wait_status)
{
	if (WIFSIGNALED(wait_status))
		return STATUS_SIGNAL_BASE + WTERMSIG(wait_status);
	return WEXITSTATUS(wait_status);
}

static void
report(const struct timespec *from, const struct timespec *to)
{
	long seconds = to->tv_sec - from->tv_sec;
	long ns = to->tv_nsec - from->tv_nsec;

	if (ns < 0) {
		ns += NS_PER_SECOND;
		seconds--;
	}
	fprintf(stderr, "real %ld.%03ld\n", seconds, ns / NS_PER_MS);
}

int
main(int argc, char **argv)
{
	struct timespec from, to;
	int wait_status = 0;
	pid_t pid;

	tool_begin(argv, "time", "command [argument ...]");
	if (argc <= 1)
		tool_usage();
	clock_gettime(CLOCK_MONOTONIC, &from);
	pid = fork();
	if (pid == 0)
		run(argv + 1);
	if (pid < 0 || waitpid(pid, &wait_status, 0) < 0) {
		tool_error("cannot run the command");
		return STATUS_CANNOT_RUN;
	}
	clock_gettime(CLOCK_MONOTONIC, &to);
	report(&from, &to);
	return exit_status(wait_status);
}
