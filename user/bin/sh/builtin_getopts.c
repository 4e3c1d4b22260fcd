/*
 * getopts: the options of a script, one a call. OPTIND is the argument that
 * comes next; where inside a group such as -abc we are is kept here.
 */
#include <stdio.h>
#include <string.h>

#include "builtin.h"
#include "mem.h"
#include "shell.h"
#include "var.h"

enum { NUMBER_MAX = 16, GETOPTS_ARGS = 3 };

static int group_index;        /* OPTIND when the group was begun         */
static int group_offset;       /* of its next letter; 0: a new argument   */

static bool
set_index(int index)
{
	char text[NUMBER_MAX];

	snprintf(text, sizeof(text), "%d", index);
	return var_set("OPTIND", text);
}

/* An unknown option, or one whose argument is missing. */
static void
report(const char *letters, char c, const char *name, bool unknown)
{
	const char text[] = { c, '\0' };
	bool silent = letters[0] == ':';

	var_set(name, unknown || !silent ? "?" : ":");
	if (silent)
		var_set("OPTARG", text);
	else
		var_unset("OPTARG");
	if (!silent)
		shell_warn("%s -%c", unknown ? "Illegal option"
					     : "No arg for option", c);
}

/* Gives the option its argument; the index after it. */
static int
take_argument(char **args, int index, const char *letters, char c,
	      const char *name)
{
	char *arg = args[index - 1];

	if (arg[group_offset] != '\0')
		var_set("OPTARG", arg + group_offset);
	else if (args[index] != NULL)
		var_set("OPTARG", args[index++]);
	else
		report(letters, c, name, false);
	group_offset = 0;
	return index + 1;
}

/* The option at args[index - 1]; the index to go on with. */
static int
take_option(char **args, int index, const char *letters, const char *name)
{
	char *arg = args[index - 1];
	char c = arg[group_offset++];
	const char letter[] = { c, '\0' };
	const char *known = c != ':' ? strchr(letters, c) : NULL;

	var_set(name, letter);
	if (known != NULL && known[1] == ':')
		return take_argument(args, index, letters, c, name);
	if (known == NULL)
		report(letters, c, name, true);
	else
		var_unset("OPTARG");
	if (arg[group_offset] != '\0')
		return index;
	group_offset = 0;
	return index + 1;
}

int
builtin_getopts(int argc, char **argv)
{
	const char *optind = var_get("OPTIND");
	int index = optind != NULL ? shell_number(optind) : 1;
	char **args = argv + GETOPTS_ARGS;
	int n = argc - GETOPTS_ARGS;

	if (argc < GETOPTS_ARGS) {
		shell_warn("usage: getopts letters name [argument ...]");
		return STATUS_ERROR;
	}
	if (n == 0) {
		args = shell.params.all + shell.params.first;
		n = shell.params.n;
	}
	if (index < 1)
		index = 1;
	if (index != group_index)
		group_offset = 0;
	if (group_offset == 0) {
		char *arg = index <= n ? args[index - 1] : NULL;

		if (arg == NULL || arg[0] != '-' || arg[1] == '\0' ||
		    strcmp(arg, "--") == 0) {
			set_index(arg && !strcmp(arg, "--") ? index + 1
							    : index);
			var_set(argv[2], "?");
			return STATUS_FALSE;
		}
		group_offset = 1;
	}
	group_index = take_option(args, index, argv[1], argv[2]);
	set_index(group_index);
	return 0;
}
