/*
 * The shell's own commands: the working directory, echo, what commands are.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "../echo_text.h"
#include "builtin.h"
#include "exec.h"
#include "func.h"
#include "out.h"
#include "shell.h"
#include "var.h"

int
builtin_true(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return 0;
}

int
builtin_false(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return STATUS_FALSE;
}

int
builtin_echo(int argc, char **argv)
{
	(void)argc;
	echo_arguments(argv, out_char);
	return 0;
}

/* PWD and OLDPWD follow a change of directory. */
static bool
note_directory(const char *old)
{
	char path[PATH_MAX];

	if (old != NULL && !var_set("OLDPWD", old))
		return false;
	if (getcwd(path, sizeof(path)) == NULL)
		return true;
	return var_set("PWD", path);
}

int
builtin_cd(int argc, char **argv)
{
	char here[PATH_MAX];
	bool back = argc > 1 && strcmp(argv[1], "-") == 0;
	const char *to = argc > 1 ? argv[1] : var_get("HOME");

	if (back)
		to = var_get("OLDPWD");
	if (to == NULL) {
		shell_warn("cd: %s is not set", back ? "OLDPWD" : "HOME");
		return STATUS_ERROR;
	}
	to = arena_strdup(&temp, to);
	if (getcwd(here, sizeof(here)) == NULL)
		here[0] = '\0';
	if (*to != '\0' && chdir(to) < 0) {
		shell_warn("cd: %s: %s", to, strerror(errno));
		return STATUS_ERROR;
	}
	if (!note_directory(here[0] != '\0' ? here : NULL))
		return STATUS_ERROR;
	if (back) {
		out_string(var_get("PWD"));
		out_char('\n');
	}
	return 0;
}

int
builtin_pwd(int argc, char **argv)
{
	char path[PATH_MAX];

	(void)argc;
	(void)argv;
	if (getcwd(path, sizeof(path)) == NULL) {
		shell_warn("pwd: %s", strerror(errno));
		return STATUS_FALSE;
	}
	out_string(path);
	out_char('\n');
	return 0;
}

static bool
is_keyword(const char *name)
{
	static const char *const keywords[] = {
		"!", "{", "}", "case", "do", "done", "elif", "else", "esac",
		"fi", "for", "if", "in", "then", "until", "while",
	};

	for (size_t i = 0; i < sizeof(keywords) / sizeof(*keywords); i++)
		if (strcmp(keywords[i], name) == 0)
			return true;
	return false;
}

/* Says what a name means as a command, at length or not. */
static int
describe(const char *name, bool at_length)
{
	const struct builtin *b = builtin_find(name);
	const char *kind = NULL;
	const char *path;

	if (is_keyword(name))
		kind = "a shell keyword";
	else if (b != NULL && (b->flags & BUILTIN_SPECIAL))
		kind = "a special shell builtin";
	else if (func_find(name) != NULL)
		kind = "a shell function";
	else if (b != NULL)
		kind = "a shell builtin";
	path = kind != NULL ? name : exec_find(name);
	if (path == NULL) {
		if (at_length)
			out_format("%s: not found\n", name);
		return STATUS_NOT_FOUND;
	}
	if (at_length)
		out_format("%s is ", name);
	out_string(at_length && kind != NULL ? kind : path);
	out_char('\n');
	return 0;
}

int
builtin_type(int argc, char **argv)
{
	int status = 0;

	(void)argc;
	for (argv++; *argv != NULL; argv++)
		if (describe(*argv, true) != 0)
			status = STATUS_NOT_FOUND;
	return status;
}

/* command [-v | -V] name …; without options functions are passed over. */
int
builtin_command(int argc, char **argv)
{
	argc--;
	argv++;
	if (argc > 0 && strcmp(argv[0], "-p") == 0) {
		argc--;
		argv++;
	}
	if (argc > 1 && strcmp(argv[0], "-v") == 0)
		return describe(argv[1], false);
	if (argc > 1 && strcmp(argv[0], "-V") == 0)
		return describe(argv[1], true);
	return argc > 0 ? exec_argv(argc, argv) : 0;
}
