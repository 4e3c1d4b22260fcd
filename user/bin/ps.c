/*
 * ps: the processes of the system, with the textbook's names for their
 * states. TIME is processor time in seconds, SIZE mapped memory in KiB. -p
 * shows only the process of that number (status 1: there is none); -A, -a,
 * -e, -f and the word aux, which elsewhere ask for more, are taken: all that
 * is known of all processes is shown anyway.
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

static long only;                  /* 0: all */
static bool found;

static void
print_process(const struct procinfo *p)
{
	unsigned long used = p->cpu_ns / NS_PER_CENTISECOND;

	if (only != 0 && p->pid != only)
		return;
	found = true;
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
	int c;

	tool_begin(argv, "ps", "[-Aaef] [-p pid] [aux]");
	while ((c = tool_option(argc, argv, ":Aaefp:")) != -1)
		if (c == 'p')
			only = tool_number(optarg, 1);
	if (optind < argc && strspn(argv[optind], "aux") ==
			     strlen(argv[optind]))
		optind++;
	if (optind < argc)
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
	if (!found)
		tool.status = TOOL_FAILED;
	return tool_finish();
}
