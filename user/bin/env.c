/*
 * env: prints the environment, or runs a command in a changed one. -i begins
 * with an empty one, -u leaves a variable out.
 */
#include "tool.h"

enum { STATUS_CANNOT_RUN = 126, STATUS_NOT_FOUND = 127 };

static int
run(char **command)
{
	int error;

	execvp(command[0], command);
	error = errno;
	tool_error(command[0]);
	return error == ENOENT ? STATUS_NOT_FOUND : STATUS_CANNOT_RUN;
}

/* Options end at the first operand, as the command has its own. */
static void
read_options(int argc, char **argv)
{
	static char *nothing[] = { NULL };
	int c;

	while ((c = tool_option(argc, argv, ":iu:")) != -1) {
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
		return run(argv + optind);
	for (char **e = environ; e != NULL && *e != NULL; e++)
		puts(*e);
	return tool_finish();
}
