/*
 * ps: the processes of the system, with the textbook's names for their
 * states. TIME is processor time in seconds, SIZE mapped memory in KiB.
 */
#include <sprout.h>

#include "tool.h"

enum {
	BATCH = 32,                        /* processes asked for at once */
	NS_PER_CENTISECOND = 10 * 1000 * 1000,
	CENTISECONDS = 100,                /* in a second                 */
	KIB = 1024,
};

static const char *
state_name(int state)
{
	static const char *const names[] = PROC_STATE_NAMES;

	if (state < 0 || state >= (int)(sizeof(names) / sizeof(names[0])))
		return "?";
	return names[state];
}

static void
print_process(const struct procinfo *p)
{
	unsigned long used = p->cpu_ns / NS_PER_CENTISECOND;

	printf("%5d %5d %-7s %5lu.%02lu %7lu %.*s\n", p->pid, p->ppid,
	       state_name(p->state), used / CENTISECONDS, used % CENTISECONDS,
	       p->size_bytes / KIB, PROC_NAME_MAX, p->name);
}

int
main(int argc, char **argv)
{
	struct procinfo batch[BATCH];
	pid_t after = 0;
	ssize_t n;

	tool_begin(argv, "ps", "");
	if (tool_no_options(argc, argv) < argc)
		tool_usage();
	printf("%5s %5s %-7s %8s %7s %s\n", "PID", "PPID", "STATE", "TIME",
	       "SIZE", "NAME");
	while ((n = procinfo(after, batch, BATCH)) > 0) {
		for (ssize_t i = 0; i < n; i++)
			print_process(&batch[i]);
		after = batch[n - 1].pid;
	}
	if (n < 0)
		tool_error("processes");
	return tool_finish();
}
