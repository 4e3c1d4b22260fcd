/*
 * time: runs a command and tells on standard error how long it took by the
 * clock, and how much processor time it and the children it waited for used.
 * The form is POSIX's for -p. The system does not tell the time that calls of
 * the kernel take from the rest: it is all `user`, and `sys` is zero.
 */
#include <sys/resource.h>
#include <time.h>

#include "command.h"
#include "tool.h"

enum {
	NS_PER_SECOND = 1000 * 1000 * 1000,
	NS_PER_MS = 1000 * 1000,
	US_PER_MS = 1000,
};

static int
exit_status(int wait_status)
{
	if (WIFSIGNALED(wait_status))
		return COMMAND_SIGNALLED + WTERMSIG(wait_status);
	return WEXITSTATUS(wait_status);
}

static void
report_real(const struct timespec *from, const struct timespec *to)
{
	long seconds = to->tv_sec - from->tv_sec;
	long ns = to->tv_nsec - from->tv_nsec;

	if (ns < 0) {
		ns += NS_PER_SECOND;
		seconds--;
	}
	fprintf(stderr, "real %ld.%03ld\n", seconds, ns / NS_PER_MS);
}

static void
report_used(const char *whose, const struct timeval *used)
{
	fprintf(stderr, "%s %ld.%03ld\n", whose, (long)used->tv_sec,
		(long)used->tv_usec / US_PER_MS);
}

int
main(int argc, char **argv)
{
	struct timespec from, to;
	struct rusage used;
	int wait_status;

	tool_begin(argv, "time", "[-p] command [argument ...]");
	while (tool_option(argc, argv, "+:p") != -1)
		;
	if (optind == argc)
		tool_usage();
	clock_gettime(CLOCK_MONOTONIC, &from);
	wait_status = command_run(argv + optind);
	clock_gettime(CLOCK_MONOTONIC, &to);
	report_real(&from, &to);
	if (getrusage(RUSAGE_CHILDREN, &used) < 0) {
		tool_error("cannot ask for the processor time");
		return tool.status;
	}
	report_used("user", &used.ru_utime);
	report_used("sys", &used.ru_stime);
	return exit_status(wait_status);
}
