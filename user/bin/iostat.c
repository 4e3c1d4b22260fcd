/*
 * iostat: what goes to the disk and comes from it, in a second: requests,
 * KiB, flushes. The first line is about the time since boot; with an interval
 * another one follows after each, until there were as many as `count` says.
 */
#include <sprout.h>

#include "duration.h"
#include "tool.h"

enum { BLOCK_KIB = 4, TENTHS = 10 };

static void
print_rate(unsigned long n, unsigned long elapsed_ns)
{
	unsigned long tenths = n * TENTHS * (DURATION_NS / 1000) /
			       (elapsed_ns / 1000 + 1);

	printf(" %8lu.%lu", tenths / TENTHS, tenths % TENTHS);
}

static void
show(const struct sysinfo *now, const struct sysinfo *before)
{
	unsigned long ns = now->uptime_ns - before->uptime_ns;

	print_rate(now->disk_reads - before->disk_reads, ns);
	print_rate((now->disk_blocks_read - before->disk_blocks_read) *
		   BLOCK_KIB, ns);
	print_rate(now->disk_writes - before->disk_writes, ns);
	print_rate((now->disk_blocks_written - before->disk_blocks_written) *
		   BLOCK_KIB, ns);
	print_rate(now->disk_flushes - before->disk_flushes, ns);
	putchar('\n');
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	struct sysinfo states[2] = { { 0 }, { 0 } };
	struct timespec interval = { .tv_sec = 0 };
	long count = 1;
	int at;

	tool_begin(argv, "iostat", "[interval [count]]");
	at = tool_no_options(argc, argv);
	if (at < argc && !duration_parse(argv[at], &interval)) {
		tool_complain("not a duration: '%s'", argv[at]);
		tool_usage();
	}
	if (at < argc)
		count = at + 1 < argc ? tool_number(argv[at + 1], 1) : 0;
	if (at + 2 < argc)
		tool_usage();
	printf(" %10s %10s %10s %10s %10s\n", "reads/s", "KiB/s", "writes/s",
	       "KiB/s", "flushes/s");
	for (long i = 0; count == 0 || i < count; i++) {
		if (i > 0)
			nanosleep(&interval, NULL);
		if (sysinfo(&states[i & 1]) < 0) {
			tool_error("cannot ask the system");
			return tool.status;
		}
		show(&states[i & 1], &states[!(i & 1)]);
	}
	return tool_finish();
}
