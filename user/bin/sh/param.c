/*
 * Parameters by name.
 */
#include "param.h"

#include <stdio.h>
#include <string.h>

#include "pattern.h"
#include "shell.h"
#include "var.h"

enum { NUMBER_MAX = 24 };      /* bytes that a decimal number needs */

static const char *
number(long n)
{
	char *text = arena_alloc(&temp, NUMBER_MAX);

	snprintf(text, NUMBER_MAX, "%ld", n);
	return text;
}

/* $-: the letters of the options that are on. */
static const char *
option_letters(void)
{
	static const char letters[] = "aefnuvxC";
	char *text = arena_alloc(&temp, sizeof(letters) + 1);
	char *end = text;

	for (int i = 0; letters[i] != '\0'; i++)
		if (shell.options & (1u << i))
			*end++ = letters[i];
	if (shell.interactive)
		*end = 'i';
	return text;
}

/* $@ and $* as one string; not set when there is no parameter. */
static const char *
all_params(char name)
{
	const char *ifs = var_get("IFS");
	char separator[] = " ";

	if (shell.params.n == 0)
		return NULL;
	if (name == '*' && ifs != NULL)
		separator[0] = ifs[0];
	return param_join(separator);
}

const char *
param_get(const char *name)
{
	switch (*name) {
	case '@':
	case '*': return all_params(*name);
	case '?': return number(shell.status);
	case '#': return number(shell.params.n);
	case '$': return number(shell.pid);
	case '-': return option_letters();
	case '!':
		return shell.last_background > 0
			? number(shell.last_background) : NULL;
	case '0':
		if (name[1] == '\0')
			return shell.name;
		break;
	default:
		break;
	}
	if (*name >= '0' && *name <= '9')
		return params_get(&shell.params, shell_number(name));
	return var_get(name);
}

char *
param_join(const char *separator)
{
	struct buf all = { NULL, 0, 0 };
	char *text;

	buf_string(&all, "");
	for (int i = 1; i <= shell.params.n; i++) {
		if (i > 1)
			buf_string(&all, separator);
		buf_string(&all, params_get(&shell.params, i));
	}
	text = buf_take(&all, &temp);
	buf_free(&all);
	return text;
}

/* Tries prefixes of growing (step 1) or shrinking (step -1) length. */
static char *
cut_prefix(char *value, const char *pattern, bool longest)
{
	long n = strlen(value);
	long at = longest ? n : 0;
	long step = longest ? -1 : 1;

	for (; at >= 0 && at <= n; at += step) {
		char after = value[at];
		bool matches;

		value[at] = '\0';
		matches = pattern_matches(pattern, value);
		value[at] = after;
		if (matches)
			return value + at;
	}
	return value;
}

static char *
cut_suffix(char *value, const char *pattern, bool longest)
{
	long n = strlen(value);
	long at = longest ? 0 : n;
	long step = longest ? 1 : -1;

	for (; at >= 0 && at <= n; at += step) {
		if (!pattern_matches(pattern, value + at))
			continue;
		value[at] = '\0';
		break;
	}
	return value;
}

char *
param_cut(const char *value, const char *pattern, enum param_op op)
{
	char *copy = arena_strdup(&temp, value);

	if (op == PARAM_CUT_PREFIX || op == PARAM_CUT_PREFIX_LONG)
		return cut_prefix(copy, pattern, op == PARAM_CUT_PREFIX_LONG);
	return cut_suffix(copy, pattern, op == PARAM_CUT_SUFFIX_LONG);
}
