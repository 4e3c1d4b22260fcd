/*
 * test: answers a question about strings, numbers or files by its status.
 * Called as [ it wants a closing ]. See sh/builtin_test.c.
 */
#include "via_shell.h"

int
main(int argc, char **argv)
{
	static char test[] = "test \"$@\"", bracket[] = "[ \"$@\"";
	static char name[] = "test";
	bool called_bracket;

	tool_begin(argv, name, "expression");
	called_bracket = argc > 0 &&
			 strcmp(tool_basename(argv[0]), "[") == 0;
	return via_shell(called_bracket ? bracket : test, name, argc, argv);
}
