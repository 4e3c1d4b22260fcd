/* df: how full the file system is: its blocks, in KiB, and its inodes. */
#include <sprout.h>

#include "tool.h"

enum { KIB_PER_BLOCK = 4, PERCENT = 100 };

static void
print_row(const char *what, unsigned long total, unsigned long unused)
{
	unsigned long used = total - unused;

	/* Rounded up: 100 % is reached when nothing is left, 0 by nothing. */
	printf("%-8s %12lu %12lu %12lu %4lu%%\n", what, total, used, unused,
	       total > 0 ? (used * PERCENT + total - 1) / total : 0);
}

int
main(int argc, char **argv)
{
	struct sysinfo s;

	tool_begin(argv, "df", "");
	if (tool_no_options(argc, argv) < argc)
		tool_usage();
	if (sysinfo(&s) < 0) {
		tool_error("cannot ask the system");
		return tool.status;
	}
	printf("%-8s %12s %12s %12s %5s\n", "", "total", "used", "free",
	       "full");
	print_row("KiB", s.blocks_total * KIB_PER_BLOCK,
		  s.blocks_free * KIB_PER_BLOCK);
	print_row("inodes", s.inodes_total, s.inodes_free);
	return tool_finish();
}
