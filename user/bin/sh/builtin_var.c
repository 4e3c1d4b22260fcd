/*
 * The shell's own commands for variables, options and parameters.
 */
#include <stdio.h>
#include <string.h>

#include "builtin.h"
#include "func.h"
#include "out.h"
#include "set.h"
#include "shell.h"
#include "var.h"
#include "word.h"

/* Options of `set`, in the order of their bits in shell.options. */
static const struct {
	char letter;
	const char *name;
} options[] = {
	{ 'a', "allexport" }, { 'e', "errexit" }, { 'f', "noglob" },
	{ 'n', "noexec" }, { 'u', "nounset" }, { 'v', "verbose" },
	{ 'x', "xtrace" }, { 'C', "noclobber" },
};

enum { NOPTIONS = sizeof(options) / sizeof(options[0]) };

/* name='value' for all that have the flags, with a word before each. */
static void
print_variables(const char *before, unsigned flags)
{
	struct vec names = { NULL, 0, 0 };

	var_names(flags, &names);
	for (size_t i = 0; i < names.n; i++) {
		const char *value = var_get(names.v[i]);

		out_string(before);
		out_string(names.v[i]);
		if (value != NULL) {
			out_char('=');
			out_quoted(value);
		}
		out_char('\n');
	}
	vec_free(&names);
}

/* Splits NAME or NAME=value in place; *value is NULL for the former. */
static bool
split_assignment(char *text, char **value)
{
	size_t n = name_length(text);

	if (n == 0 || (text[n] != '\0' && text[n] != '=')) {
		shell_fail(STATUS_ERROR, "%s: bad variable name", text);
		return false;
	}
	*value = text[n] == '=' ? text + n + 1 : NULL;
	text[n] = '\0';
	return true;
}

/* export and readonly. */
int
builtin_export(int argc, char **argv)
{
	bool exports = argv[0][0] == 'e';
	unsigned flag = exports ? VAR_EXPORTED : VAR_READONLY;
	char *value;

	if (argc == 1 || strcmp(argv[1], "-p") == 0) {
		print_variables(exports ? "export " : "readonly ", flag);
		return 0;
	}
	for (argv++; *argv != NULL; argv++) {
		if (!split_assignment(*argv, &value))
			return STATUS_ERROR;
		if (value != NULL && !var_set(*argv, value))
			return STATUS_ERROR;
		var_add_flags(*argv, flag);
	}
	return 0;
}

int
builtin_local(int argc, char **argv)
{
	char *value;

	(void)argc;
	if (shell.call_depth == 0) {
		shell_fail(STATUS_ERROR, "local: not in a function");
		return STATUS_ERROR;
	}
	for (argv++; *argv != NULL; argv++) {
		if (!split_assignment(*argv, &value))
			return STATUS_ERROR;
		var_save(*argv);
		if (value != NULL && !var_set(*argv, value))
			return STATUS_ERROR;
	}
	return 0;
}

int
builtin_unset(int argc, char **argv)
{
	bool functions = argc > 1 && strcmp(argv[1], "-f") == 0;
	bool variables = argc > 1 && strcmp(argv[1], "-v") == 0;

	for (argv += 1 + (functions || variables); *argv != NULL; argv++) {
		if (functions)
			func_remove(*argv);
		else if (name_length(*argv) != strlen(*argv)) {
			shell_fail(STATUS_ERROR, "%s: bad variable name",
				   *argv);
			return STATUS_ERROR;
		} else if (!var_unset(*argv)) {
			return STATUS_ERROR;
		}
	}
	return 0;
}

int
builtin_shift(int argc, char **argv)
{
	int n = argc > 1 ? shell_number(argv[1]) : 1;

	if (n < 0 || n > shell.params.n) {
		shell_fail(STATUS_ERROR, "shift: can't shift that many");
		return STATUS_ERROR;
	}
	shell.params.first += n;
	shell.params.n -= n;
	return 0;
}

static bool
switch_option(int i, bool on)
{
	if (on)
		shell.options |= 1u << i;
	else
		shell.options &= ~(1u << i);
	return true;
}

static bool
switch_letter(char letter, bool on)
{
	for (int i = 0; i < NOPTIONS; i++)
		if (options[i].letter == letter)
			return switch_option(i, on);
	shell_fail(STATUS_ERROR, "set: unknown option %c%c", on ? '-' : '+',
		   letter);
	return false;
}

static bool
switch_name(const char *name, bool on)
{
	for (int i = 0; i < NOPTIONS; i++)
		if (strcmp(options[i].name, name) == 0)
			return switch_option(i, on);
	shell_fail(STATUS_ERROR, "set: unknown option %s", name);
	return false;
}

static void
print_options(void)
{
	for (int i = 0; i < NOPTIONS; i++)
		out_format("%-15s %s\n", options[i].name,
			   shell.options & (1u << i) ? "on" : "off");
}

bool
set_is_option(const char *arg)
{
	return (*arg == '-' || *arg == '+') && arg[1] != '\0' &&
	       strcmp(arg, "--") != 0;
}

/* -o: the next argument is the name; without one all are printed. */
static bool
switch_by_name(char ***args, bool on)
{
	if (**args != NULL)
		return switch_name(*(*args)++, on);
	print_options();
	return true;
}

bool
set_option(char ***args)
{
	const char *s = *(*args)++;
	bool on = *s++ == '-';
	bool ok = true;

	for (; ok && *s != '\0'; s++)
		ok = *s == 'o' ? switch_by_name(args, on)
			       : switch_letter(*s, on);
	return ok;
}

int
builtin_set(int argc, char **argv)
{
	char **rest = argv + 1;
	struct params old = shell.params;
	int n = 0;

	if (argc == 1)
		print_variables("", 0);
	while (*rest != NULL && set_is_option(*rest))
		if (!set_option(&rest))
			return STATUS_ERROR;
	if (*rest == NULL)
		return 0;
	if (strcmp(*rest, "--") == 0)
		rest++;
	while (rest[n] != NULL)
		n++;
	shell.params = params_new(rest, n);
	params_free(&old);
	return 0;
}
