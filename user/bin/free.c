/*
 * free: what memory is used for, in KiB. "reclaimable" is held by caches and
 * given back when somebody needs it; "promised" will be taken when processes
 * touch what they asked for.
 */
#include <sprout.h>

#include "tool.h"

enum { KIB_PER_FRAME = 4 };

int
main(int argc, char **argv)
{
	struct sysinfo s;
	unsigned long used;

	tool_begin(argv, "free", "");
	if (tool_no_options(argc, argv) < argc)
		tool_usage();
	if (sysinfo(&s) < 0) {
		tool_error("cannot ask the system");
		return tool.status;
	}
	used = s.frames_total - s.frames_free - s.frames_reclaimable;
	printf("%10s %10s %10s %11s %10s\n", "total", "used", "free",
	       "reclaimable", "promised");
	printf("%10lu %10lu %10lu %11lu %10lu\n",
	       s.frames_total * KIB_PER_FRAME, used * KIB_PER_FRAME,
	       s.frames_free * KIB_PER_FRAME,
	       s.frames_reclaimable * KIB_PER_FRAME,
	       s.frames_promised * KIB_PER_FRAME);
	return tool_finish();
}
