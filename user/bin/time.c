/*
 * time: runs a command and tells on standard error how long it took, in the
 * form that -p asks for elsewhere. Only
 * elapsed time is shown: the system does not yet tell a parent how much
 * processor time its dead children used.
 */
#include <time.h>

#include "command.h"
#include "tool.h"

enum {
	NS_PER_SECOND = 1000 * 1000 * 1000,
	NS_PER_MS = 1000 * 1000,
};

static int
exit_status(int wait_status)
{
	if (WIFSIGNALED(wait_status))
		return COMMAND_SIGNALLED + WTERMSIG(wait_status);
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
	int wait_status;

	tool_begin(argv, "time", "[-p] command [argument ...]");
	while (tool_option(argc, argv, "+:p") != -1)
		;
	if (optind == argc)
		tool_usage();
	clock_gettime(CLOCK_MONOTONIC, &from);
	wait_status = command_run(argv + optind);
	clock_gettime(CLOCK_MONOTONIC, &to);
	report(&from, &to);
	return exit_status(wait_status);
}
