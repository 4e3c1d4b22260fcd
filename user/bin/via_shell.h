/*
 * Programs that are commands of the shell too: they ask the shell, so that
 * there is one implementation only.
 */
#ifndef BIN_VIA_SHELL_H
#define BIN_VIA_SHELL_H

#include "tool.h"

/*
 * Runs `script`, in which "$@" are the arguments of this program, in place of
 * this process. Returns, after a message, only when that cannot be done.
 */
static inline int via_shell(char *script, char *name, int argc, char **argv)
{
	static char shell[] = "sh", option[] = "-c";
	char *const front[] = { shell, option, script, name };
	enum { NFRONT = sizeof(front) / sizeof(front[0]) };
	char **args = tool_alloc((NFRONT + argc + 1) * sizeof(*args));

	memcpy(args, front, sizeof(front));
	for (int i = 1; i <= argc; i++)
		args[NFRONT + i - 1] = argv[i];
	execv("/bin/sh", args);
	tool_error("/bin/sh");
	return TOOL_USAGE;
}

#endif
