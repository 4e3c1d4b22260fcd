/*
 * free: what memory is used for, in KiB, with -m in MiB, with -h in units
 * that make it short. "reclaimable" is held by caches and
 * given back when somebody needs it; "promised" will be taken when processes
 * touch what they asked for.
 */
#include <sprout.h>

#include "size.h"
#include "tool.h"

enum { FRAME = 4096, KIB = 1024, COLUMN = 10 };

static bool human;
static unsigned long unit = KIB;

static void
print(int width, unsigned long frames)
{
	char text[SIZE_TEXT];

	if (human)
		size_format(text, frames * FRAME);
	else
		snprintf(text, sizeof(text), "%lu", frames * FRAME / unit);
	printf("%*s", width, text);
}

int
main(int argc, char **argv)
{
	struct sysinfo s;
	unsigned long used;
	int c;

	tool_begin(argv, "free", "[-bhkm]");
	while ((c = tool_option(argc, argv, ":bhkm")) != -1) {
		human = c == 'h';
		unit = c == 'b' ? 1 : c == 'm' ? KIB * KIB : KIB;
	}
	if (optind < argc)
		tool_usage();
	if (sysinfo(&s) < 0) {
		tool_error("cannot ask the system");
		return tool.status;
	}
	used = s.frames_total - s.frames_free - s.frames_reclaimable;
	printf("%10s %10s %10s %11s %10s\n", "total", "used", "free",
	       "reclaimable", "promised");
	print(COLUMN, s.frames_total);
	print(COLUMN + 1, used);
	print(COLUMN + 1, s.frames_free);
	print(COLUMN + 2, s.frames_reclaimable);
	print(COLUMN + 1, s.frames_promised);
	putchar('\n');
	return tool_finish();
}
