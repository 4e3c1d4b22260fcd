/*
 * read: one line of standard input into variables. It takes no byte more
 * than the line, since commands after it read on from there.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "builtin.h"
#include "mem.h"
#include "shell.h"
#include "var.h"
#include "word.h"

/* A line, and for each byte of it whether a backslash stood before it. */
struct line {
	struct buf text;
	struct buf escaped;        /* '1' or '0' for each byte            */
	const char *ifs;
};

static void
line_add(struct line *l, char c, bool escaped)
{
	buf_char(&l->text, c);
	buf_char(&l->escaped, escaped ? '1' : '0');
}

/* One byte of standard input; false at the end. */
static bool
read_byte(char *c)
{
	return read(STDIN_FILENO, c, 1) == 1;
}

/* False when the input ended before a newline came. */
static bool
read_line(struct line *l, bool raw)
{
	char c;

	while (read_byte(&c)) {
		if (c == '\n')
			return true;
		if (c == '\\' && !raw) {
			if (!read_byte(&c))
				return false;
			if (c != '\n')
				line_add(l, c, true);
			continue;
		}
		if (c != '\0')
			line_add(l, c, false);
	}
	return false;
}

static bool
is_separator(const struct line *l, size_t i)
{
	return i < l->text.n && l->escaped.s[i] == '0' &&
	       strchr(l->ifs, l->text.s[i]) != NULL;
}

static bool
is_blank(const struct line *l, size_t i)
{
	return is_separator(l, i) && strchr(" \t\n", l->text.s[i]) != NULL;
}

static size_t
skip_blanks(const struct line *l, size_t i)
{
	while (is_blank(l, i))
		i++;
	return i;
}

/* Sets the variable to bytes [from, to). */
static bool
set_piece(const struct line *l, const char *name, size_t from, size_t to)
{
	return var_set(name, arena_copy(&temp, l->text.s + from, to - from));
}

/* The last variable gets what is left, less the blanks at its end. */
static bool
set_rest(const struct line *l, const char *name, size_t from)
{
	size_t to = l->text.n;
	size_t end = from;

	while (to > from && is_blank(l, to - 1))
		to--;
	while (end < to && !is_separator(l, end))
		end++;
	if (end + 1 == to || skip_blanks(l, end + 1) >= to)
		to = end;
	return set_piece(l, name, from, to);
}

static bool
assign_pieces(struct line *l, char **names)
{
	size_t at = skip_blanks(l, 0);

	for (; names[0] != NULL && names[1] != NULL; names++) {
		size_t from = at;

		while (at < l->text.n && !is_separator(l, at))
			at++;
		if (!set_piece(l, names[0], from, at))
			return false;
		at = skip_blanks(l, at);
		if (is_separator(l, at))
			at = skip_blanks(l, at + 1);
	}
	return names[0] == NULL || set_rest(l, names[0], at);
}

static bool
names_are_good(char **names)
{
	for (; *names != NULL; names++)
		if (name_length(*names) == 0 || (*names)[name_length(*names)]) {
			shell_fail(STATUS_ERROR, "read: %s: bad variable name",
				   *names);
			return false;
		}
	return true;
}

int
builtin_read(int argc, char **argv)
{
	struct line l = { .ifs = var_get("IFS") };
	bool raw = argc > 1 && strcmp(argv[1], "-r") == 0;
	bool complete, assigned;

	argv += raw ? 2 : 1;
	if (*argv != NULL && strcmp(*argv, "-p") == 0 && argv[1] != NULL) {
		fputs(argv[1], stderr);
		argv += 2;
	}
	if (*argv == NULL) {
		shell_fail(STATUS_ERROR, "read: a variable name is missing");
		return STATUS_ERROR;
	}
	if (!names_are_good(argv))
		return STATUS_ERROR;
	l.ifs = arena_strdup(&temp, l.ifs != NULL ? l.ifs : " \t\n");
	buf_string(&l.text, "");
	complete = read_line(&l, raw);
	assigned = assign_pieces(&l, argv);
	buf_free(&l.text);
	buf_free(&l.escaped);
	if (!assigned)
		return STATUS_ERROR;
	return complete ? 0 : STATUS_FALSE;
}
