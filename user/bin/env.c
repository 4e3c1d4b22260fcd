/*
 * env: prints the environment, or runs a command in a changed one. -i begins
 * with an empty one, -u leaves a variable out.
 */
#include "command.h"
#include "tool.h"

/* Options end at the first operand, as the command has its own. */
static void
read_options(int argc, char **argv)
{
	static char *nothing[] = { NULL };
	int c;

	while ((c = tool_option(argc, argv, "+:iu:")) != -1) {
		if (c == 'i')
			environ = nothing;
		else
			unsetenv(optarg);
	}
}

int
main(int argc, char **argv)
{
	tool_begin(argv, "env",
		   "[-i] [-u name] [name=value ...] [command [argument ...]]");
	read_options(argc, argv);
	for (; optind < argc && strchr(argv[optind], '=') != NULL; optind++)
		if (putenv(argv[optind]) != 0)
			tool_error(argv[optind]);
	if (optind < argc)
		return command_exec(argv + optind);
	for (char **e = environ; e != NULL && *e != NULL; e++)
		puts(*e);
	return tool_finish();
}
