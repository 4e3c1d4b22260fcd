/*
 * Expansion of words, part by part.
 */
#include "expand.h"

#include <stdio.h>
#include <string.h>

#include "arith.h"
#include "exec.h"
#include "field.h"
#include "param.h"
#include "shell.h"
#include "var.h"
#include "word.h"

enum { NUMBER_MAX = 24 };      /* bytes that a decimal number needs */

static bool expand_parts(struct fields *f, const struct word *w, bool in_arg);

/* The result of an expansion. */
static void
add_value(struct fields *f, const char *value, bool quoted)
{
	if (quoted)
		fields_text(f, value, true);
	else
		fields_split(f, value);
}

static void
add_number(struct fields *f, long n, bool quoted)
{
	char text[NUMBER_MAX];

	snprintf(text, sizeof(text), "%ld", n);
	add_value(f, text, quoted);
}

/* $@ and $*, where fields are wanted: a field for each parameter. */
static void
add_each_param(struct fields *f, bool quoted)
{
	for (int i = 1; i <= shell.params.n; i++) {
		if (i > 1)
			fields_break(f);
		add_value(f, params_get(&shell.params, i), quoted);
	}
}

/* The value of a parameter that is used as it is. */
static void
add_param(struct fields *f, const struct part *part, const char *value)
{
	bool is_at = strcmp(part->text, "@") == 0;
	bool is_star = strcmp(part->text, "*") == 0;

	if (f->mode == FIELD_SPLIT && (is_at || (is_star && !part->quoted)))
		add_each_param(f, part->quoted);
	else
		add_value(f, value, part->quoted);
}

/* With `set -u`, a parameter that is not set ends the script. */
static bool
complain_unset(const struct part *part)
{
	if (!(shell.options & OPT_NOUNSET) || strchr("@*", part->text[0]))
		return true;
	shell_fail(STATUS_ERROR, "%s: parameter not set", part->text);
	return false;
}

/* ${name=arg} of a parameter without a value. */
static bool
assign_default(struct fields *f, const struct part *part)
{
	const char *value = expand_string(part->arg);

	if (value == NULL)
		return false;
	if (name_length(part->text) == 0) {
		shell_fail(STATUS_ERROR, "%s: cannot be assigned", part->text);
		return false;
	}
	if (!var_set(part->text, value))
		return false;
	add_value(f, value, part->quoted);
	return true;
}

/* ${name?arg} of a parameter without a value. */
static bool
fail_unset(const struct part *part)
{
	const char *message = expand_string(part->arg);

	if (message != NULL)
		shell_fail(STATUS_ERROR, "%s: %s", part->text,
			   *message != '\0' ? message : "parameter not set");
	return false;
}

/* ${name#pattern} and its kin. */
static bool
add_cut(struct fields *f, const struct part *part, const char *value)
{
	const char *pattern = expand_pattern(part->arg);

	if (pattern == NULL)
		return false;
	if (value == NULL && !complain_unset(part))
		return false;
	value = param_cut(value != NULL ? value : "", pattern, part->op);
	add_value(f, value, part->quoted);
	return true;
}

static bool
add_plain(struct fields *f, const struct part *part, const char *value)
{
	bool at = part->text[0] == '@';

	if (value == NULL && !complain_unset(part))
		return false;
	if (value != NULL)
		add_param(f, part, value);
	else if (part->quoted && !(at && f->mode == FIELD_SPLIT))
		fields_text(f, "", true);
	return true;
}

static bool
add_length(struct fields *f, const struct part *part, const char *value)
{
	if (value == NULL && !complain_unset(part))
		return false;
	add_number(f, value != NULL ? strlen(value) : 0, part->quoted);
	return true;
}

static bool
expand_param(struct fields *f, const struct part *part)
{
	const char *value = param_get(part->text);
	bool missing = value == NULL || (part->colon && *value == '\0');

	switch (part->op) {
	case PARAM_PLAIN:
		return add_plain(f, part, value);
	case PARAM_LENGTH:
		return add_length(f, part, value);
	case PARAM_OTHER:
		if (!missing)
			return expand_parts(f, part->arg, true);
		if (part->quoted)
			fields_text(f, "", true);
		return true;
	case PARAM_DEFAULT:
		if (missing)
			return expand_parts(f, part->arg, true);
		break;
	case PARAM_ASSIGN:
		if (missing)
			return assign_default(f, part);
		break;
	case PARAM_ERROR:
		if (missing)
			return fail_unset(part);
		break;
	default:
		return add_cut(f, part, value);
	}
	add_param(f, part, value);
	return true;
}

static bool
expand_command(struct fields *f, const struct part *part)
{
	char *output = exec_capture(part->body);

	if (output == NULL)
		return false;
	add_value(f, output, part->quoted);
	return true;
}

static bool
expand_arith(struct fields *f, const struct part *part)
{
	const char *text = expand_string(part->arg);
	long value;

	if (text == NULL || !arith_evaluate(text, &value))
		return false;
	add_number(f, value, part->quoted);
	return true;
}

static bool
expand_part(struct fields *f, const struct part *part, bool in_arg)
{
	const char *home;

	switch (part->type) {
	case PART_PARAM:
		return expand_param(f, part);
	case PART_COMMAND:
		return expand_command(f, part);
	case PART_ARITH:
		return expand_arith(f, part);
	case PART_TILDE:
		home = var_get("HOME");
		fields_text(f, home != NULL ? home : "~", true);
		return true;
	default:
		break;
	}
	if (in_arg && !part->quoted)
		fields_split(f, part->text);
	else
		fields_text(f, part->text, part->quoted);
	return true;
}

/* `in_arg`: the word is the argument of ${name-…}, whose text is split. */
static bool
expand_parts(struct fields *f, const struct word *w, bool in_arg)
{
	for (const struct part *part = w->parts; part; part = part->next)
		if (!expand_part(f, part, in_arg))
			return false;
	return true;
}

/* Most words are plain text: what they become needs no work. */
static char *
plain_text(const struct word *w)
{
	const struct part *part = w->parts;

	if (part == NULL || part->next != NULL || part->type != PART_TEXT)
		return NULL;
	if (!part->quoted && strpbrk(part->text, "*?[") != NULL)
		return NULL;
	return arena_strdup(&temp, part->text);
}

bool
expand_words(const struct word *list, struct vec *out)
{
	for (const struct word *w = list; w != NULL; w = w->next) {
		char *text = plain_text(w);
		struct fields f;
		bool ok;

		if (text != NULL) {
			vec_add(out, text);
			continue;
		}
		fields_start(&f, FIELD_SPLIT, out);
		ok = expand_parts(&f, w, false);
		fields_finish(&f);
		if (!ok)
			return false;
	}
	return true;
}

static char *
expand_one(const struct word *w, enum field_mode mode)
{
	struct fields f;
	char *result;
	bool ok;

	fields_start(&f, mode, NULL);
	ok = expand_parts(&f, w, false);
	result = fields_finish(&f);
	return ok ? result : NULL;
}

char *
expand_string(const struct word *w)
{
	return expand_one(w, FIELD_STRING);
}

char *
expand_pattern(const struct word *w)
{
	return expand_one(w, FIELD_PATTERN);
}
