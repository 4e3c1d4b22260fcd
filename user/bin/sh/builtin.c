/*
 * The table of the shell's own commands, sorted by name.
 */
#include "builtin.h"

#include <stdlib.h>
#include <string.h>

static const struct builtin builtins[] = {
	{ ".", builtin_dot, BUILTIN_SPECIAL },
	{ ":", builtin_true, BUILTIN_SPECIAL },
	{ "[", builtin_test, 0 },
	{ "bg", builtin_fg, 0 },
	{ "break", builtin_break, BUILTIN_SPECIAL },
	{ "cd", builtin_cd, 0 },
	{ "command", builtin_command, 0 },
	{ "continue", builtin_break, BUILTIN_SPECIAL },
	{ "echo", builtin_echo, 0 },
	{ "eval", builtin_eval, BUILTIN_SPECIAL },
	{ "exec", builtin_exec, BUILTIN_SPECIAL | BUILTIN_KEEPS_REDIRS },
	{ "exit", builtin_exit, BUILTIN_SPECIAL },
	{ "export", builtin_export, BUILTIN_SPECIAL },
	{ "false", builtin_false, 0 },
	{ "fg", builtin_fg, 0 },
	{ "getopts", builtin_getopts, 0 },
	{ "history", builtin_history, 0 },
	{ "jobs", builtin_jobs, 0 },
	{ "kill", builtin_kill, 0 },
	{ "local", builtin_local, BUILTIN_SPECIAL },
	{ "printf", builtin_printf, 0 },
	{ "pwd", builtin_pwd, 0 },
	{ "read", builtin_read, 0 },
	{ "readonly", builtin_export, BUILTIN_SPECIAL },
	{ "return", builtin_return, BUILTIN_SPECIAL },
	{ "set", builtin_set, BUILTIN_SPECIAL },
	{ "shift", builtin_shift, BUILTIN_SPECIAL },
	{ "test", builtin_test, 0 },
	{ "trap", builtin_trap, BUILTIN_SPECIAL },
	{ "true", builtin_true, 0 },
	{ "type", builtin_type, 0 },
	{ "unset", builtin_unset, BUILTIN_SPECIAL },
	{ "wait", builtin_wait, 0 },
};

static int
compare_name(const void *name, const void *b)
{
	return strcmp(name, ((const struct builtin *)b)->name);
}

const struct builtin *
builtin_find(const char *name)
{
	return bsearch(name, builtins, sizeof(builtins) / sizeof(builtins[0]),
		       sizeof(builtins[0]), compare_name);
}

const char *
builtin_name(size_t i)
{
	return i < sizeof(builtins) / sizeof(builtins[0]) ? builtins[i].name :
							    NULL;
}
