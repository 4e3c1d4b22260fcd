/*
 * df: how full the file system is: its blocks, in KiB or with -h in units
 * that make them short, and its inodes; -i shows these alone. There is one
 * file system: files that are named are in it, if they are there.
 */
#include <sprout.h>

#include "size.h"
#include "tool.h"

enum { KIB_PER_BLOCK = 4, KIB = 1024, PERCENT = 100, NCOLUMNS = 3 };

static bool human, inodes_only;

static void
format(char *text, unsigned long kib)
{
	if (human)
		size_format(text, kib * KIB);
	else
		snprintf(text, SIZE_TEXT, "%lu", kib);
}

static void
print_blocks(unsigned long total, unsigned long unused)
{
	char texts[NCOLUMNS][SIZE_TEXT];
	unsigned long used = total - unused;

	format(texts[0], total);
	format(texts[1], used);
	format(texts[2], unused);
	printf("%-8s %12s %12s %12s %4lu%%\n", human ? "bytes" : "KiB",
	       texts[0], texts[1], texts[2],
	       total > 0 ? (used * PERCENT + total - 1) / total : 0);
}

static void
print_inodes(unsigned long total, unsigned long unused)
{
	unsigned long used = total - unused;

	/* Rounded up: 100 % is reached when nothing is left, 0 by nothing. */
	printf("%-8s %12lu %12lu %12lu %4lu%%\n", "inodes", total, used, unused,
	       total > 0 ? (used * PERCENT + total - 1) / total : 0);
}

int
main(int argc, char **argv)
{
	struct sysinfo s;
	int c;

	tool_begin(argv, "df", "[-hik] [file ...]");
	while ((c = tool_option(argc, argv, ":hik")) != -1) {
		human = (human || c == 'h') && c != 'k';
		inodes_only |= c == 'i';
	}
	for (int i = optind; i < argc; i++) {
		struct stat st;

		if (stat(argv[i], &st) < 0)
			tool_error(argv[i]);
	}
	if (tool.status != 0)
		return tool.status;
	if (sysinfo(&s) < 0) {
		tool_error("cannot ask the system");
		return tool.status;
	}
	printf("%-8s %12s %12s %12s %5s\n", "", "total", "used", "free",
	       "full");
	if (!inodes_only)
		print_blocks(s.blocks_total * KIB_PER_BLOCK,
			     s.blocks_free * KIB_PER_BLOCK);
	print_inodes(s.inodes_total, s.inodes_free);
	return tool_finish();
}
