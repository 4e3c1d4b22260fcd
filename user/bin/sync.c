/* sync: returns when everything done so far is on the disk. */
#include "tool.h"

int
main(int argc, char **argv)
{
	tool_begin(argv, "sync", "");
	if (tool_no_options(argc, argv) < argc)
		tool_usage();
	sync();
	return tool_finish();
}
