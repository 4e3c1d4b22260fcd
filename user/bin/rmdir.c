/* rmdir: removes empty folders. */
#include "tool.h"

int
main(int argc, char **argv)
{
	int first;

	tool_begin(argv, "rmdir", "folder ...");
	first = tool_no_options(argc, argv);
	if (first == argc)
		tool_usage();
	for (int i = first; i < argc; i++)
		if (rmdir(argv[i]) < 0)
			tool_error(argv[i]);
	return tool_finish();
}
