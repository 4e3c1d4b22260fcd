/*
 * test and [: questions about strings, numbers and files.
 *
 * POSIX decides by the number of arguments what is an operator, so that
 * `test "$x" = "("` cannot be mistaken; beyond four of them the usual
 * grammar of ! ( ) -a -o applies.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "builtin.h"
#include "shell.h"

enum { UNARY_ARGS = 2, BINARY_ARGS = 3, PAREN_ARGS = 4 };

struct test {
	char **args;
	int n;                     /* arguments left                      */
	bool failed;               /* a message was printed               */
};

static bool parse_or(struct test *t);

static bool
complain(struct test *t, const char *what, const char *about)
{
	if (!t->failed)
		shell_warn("test: %s: %s", about, what);
	t->failed = true;
	return false;
}

static long
to_number(struct test *t, const char *text)
{
	char *end;
	long n = strtol(text, &end, DECIMAL);

	if (end == text || end[strspn(end, " \t\n")] != '\0')
		complain(t, "not a number", text);
	return n;
}

static bool
is_terminal(long fd)
{
	return fd == (int)fd && isatty((int)fd);
}

static bool
is_unary(const char *op)
{
	return op[0] == '-' && op[1] != '\0' && op[2] == '\0' &&
	       strchr("bcdefghknprstuwxzLS", op[1]) != NULL;
}

static bool
test_mode(const struct stat *st, char op)
{
	switch (op) {
	case 'b': return false;        /* there are no block devices here */
	case 'c': return S_ISCHR(st->st_mode);
	case 'd': return S_ISDIR(st->st_mode);
	case 'f': return S_ISREG(st->st_mode);
	case 'p': return S_ISFIFO(st->st_mode);
	case 's': return st->st_size > 0;
	case 'e': return true;
	default:  return false;        /* links, sockets, set-id bits     */
	}
}

static bool
test_file(char op, const char *path)
{
	struct stat st;

	switch (op) {
	case 'r': return access(path, R_OK) == 0;
	case 'w': return access(path, W_OK) == 0;
	case 'x': return access(path, X_OK) == 0;
	default:  return stat(path, &st) == 0 && test_mode(&st, op);
	}
}

static bool
test_unary(struct test *t, char op, const char *operand)
{
	switch (op) {
	case 'n': return *operand != '\0';
	case 'z': return *operand == '\0';
	case 't': return is_terminal(to_number(t, operand));
	default:  return test_file(op, operand);
	}
}

/* Modified later, or the other file does not exist. */
static bool
is_newer(const char *a, const char *b)
{
	struct stat sa, sb;

	if (stat(a, &sa) < 0)
		return false;
	return stat(b, &sb) < 0 || sa.st_mtime > sb.st_mtime;
}

static bool
is_same(const char *a, const char *b)
{
	struct stat sa, sb;

	return stat(a, &sa) == 0 && stat(b, &sb) == 0 &&
	       sa.st_dev == sb.st_dev && sa.st_ino == sb.st_ino;
}

enum binary {
	EQUAL, DIFFERENT, BEFORE, AFTER, NUM_EQ, NUM_NE, NUM_LT, NUM_LE,
	NUM_GT, NUM_GE, NEWER, OLDER, SAME_FILE, NOT_BINARY,
};

static enum binary
find_binary(const char *op)
{
	static const char *const names[] = {
		"=", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt",
		"-ge", "-nt", "-ot", "-ef",
	};

	for (int i = 0; i < NOT_BINARY; i++)
		if (strcmp(names[i], op) == 0)
			return i;
	return NOT_BINARY;
}

static bool
test_numbers(enum binary op, long a, long b)
{
	switch (op) {
	case NUM_EQ: return a == b;
	case NUM_NE: return a != b;
	case NUM_LT: return a < b;
	case NUM_LE: return a <= b;
	case NUM_GT: return a > b;
	default:     return a >= b;
	}
}

static bool
test_binary(struct test *t, const char *a, enum binary op, const char *b)
{
	long left;

	switch (op) {
	case EQUAL:     return strcmp(a, b) == 0;
	case DIFFERENT: return strcmp(a, b) != 0;
	case BEFORE:    return strcmp(a, b) < 0;
	case AFTER:     return strcmp(a, b) > 0;
	case NEWER:     return is_newer(a, b);
	case OLDER:     return is_newer(b, a);
	case SAME_FILE: return is_same(a, b);
	default:        break;
	}
	left = to_number(t, a);
	return test_numbers(op, left, to_number(t, b));
}

static bool
next_is(const struct test *t, const char *word)
{
	return t->n > 0 && strcmp(t->args[0], word) == 0;
}

static char *
take(struct test *t)
{
	t->n--;
	return *t->args++;
}

/* Two operands and what is between them, if that is an operator. */
static bool
take_binary(struct test *t, bool *result)
{
	enum binary op = find_binary(t->args[1]);
	const char *first;

	if (op == NOT_BINARY)
		return false;
	first = take(t);
	take(t);
	*result = test_binary(t, first, op, take(t));
	return true;
}

static bool
parse_primary(struct test *t)
{
	char *first;
	bool result;

	if (t->n == 0)
		return complain(t, "an argument is missing", "end");
	if (t->n >= BINARY_ARGS && take_binary(t, &result))
		return result;
	if (next_is(t, "(")) {
		take(t);
		result = parse_or(t);
		if (!next_is(t, ")"))
			return complain(t, "missing", ")");
		take(t);
		return result;
	}
	first = take(t);
	if (t->n > 0 && is_unary(first))
		return test_unary(t, first[1], take(t));
	return *first != '\0';
}

static bool
parse_not(struct test *t)
{
	if (t->n > 1 && next_is(t, "!")) {
		take(t);
		return !parse_not(t);
	}
	return parse_primary(t);
}

static bool
parse_and(struct test *t)
{
	bool result = parse_not(t);

	while (next_is(t, "-a")) {
		take(t);
		result &= parse_not(t);
	}
	return result;
}

static bool
parse_or(struct test *t)
{
	bool result = parse_and(t);

	while (next_is(t, "-o")) {
		take(t);
		result |= parse_and(t);
	}
	return result;
}

/* The rules for up to four arguments, then the grammar. */
static bool
evaluate(struct test *t)
{
	bool result;

	if (t->n == 0)
		return false;
	if (t->n == BINARY_ARGS && take_binary(t, &result))
		return result;
	if (t->n > 1 && t->n <= PAREN_ARGS && next_is(t, "!")) {
		take(t);
		return !evaluate(t);
	}
	if (t->n == 1)
		return *take(t) != '\0';
	if (t->n == UNARY_ARGS && !is_unary(t->args[0]))
		return complain(t, "unknown operator", t->args[0]);
	return parse_or(t);
}

int
builtin_test(int argc, char **argv)
{
	struct test t = { argv + 1, argc - 1, false };
	bool result;

	if (strcmp(argv[0], "[") == 0) {
		if (t.n == 0 || strcmp(argv[argc - 1], "]") != 0) {
			shell_warn("[: missing ]");
			return STATUS_ERROR;
		}
		argv[--argc] = NULL;
		t.n--;
	}
	result = evaluate(&t);
	if (t.n > 0)
		complain(&t, "unexpected", *t.args);
	if (t.failed)
		return STATUS_ERROR;
	return result ? 0 : STATUS_FALSE;
}
