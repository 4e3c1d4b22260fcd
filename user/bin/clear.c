/* clear: empties the screen of the terminal and begins at its top. */
#include "tool.h"

int
main(int argc, char **argv)
{
	tool_begin(argv, "clear", "");
	if (tool_no_options(argc, argv) < argc)
		tool_usage();
	fputs("\033[H\033[2J", stdout);
	return tool_finish();
}
