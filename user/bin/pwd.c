/* pwd: prints the path of the working directory. */
#include <limits.h>

#include "tool.h"

int
main(int argc, char **argv)
{
	char path[PATH_MAX];

	tool_begin(argv, "pwd", "");
	if (tool_no_options(argc, argv) < argc)
		tool_usage();
	if (getcwd(path, sizeof(path)) == NULL)
		tool_error("working directory");
	else
		puts(path);
	return tool_finish();
}
