/* printf: prints arguments as a format says. See sh/builtin_printf.c. */
#include "via_shell.h"

int
main(int argc, char **argv)
{
	static char script[] = "printf \"$@\"", name[] = "printf";

	tool_begin(argv, name, "format [argument ...]");
	return via_shell(script, name, argc, argv);
}
