/*
 * pwd: prints the path of the working directory. -L and -P are the same where
 * there are no symbolic links.
 */
#include <limits.h>

#include "tool.h"

int
main(int argc, char **argv)
{
	char path[PATH_MAX];

	tool_begin(argv, "pwd", "[-LP]");
	while (tool_option(argc, argv, ":LP") != -1)
		;
	if (optind < argc)
		tool_usage();
	if (getcwd(path, sizeof(path)) == NULL)
		tool_error("working directory");
	else
		puts(path);
	return tool_finish();
}
