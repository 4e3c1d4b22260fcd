/*
 * echo: prints its arguments. Backslash escapes are understood, -n leaves out
 * the newline; see echo_text.h, which the shell's own echo uses too.
 */
#include "echo_text.h"
#include "tool.h"

static void
put(char c)
{
	putchar(c);
}

int
main(int argc, char **argv)
{
	tool_begin(argv, "echo", "[-n] [string ...]");
	if (argc > 0)
		echo_arguments(argv, put);
	return tool_finish();
}
