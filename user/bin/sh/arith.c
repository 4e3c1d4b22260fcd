/*
 * Arithmetic by precedence climbing: parse_binary(level) reads everything
 * that binds at least as tightly as `level`.
 *
 * What && || and ?: skip is read all the same, with `skipping` above 0, so
 * that it neither assigns nor divides.
 */
#include "arith.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "shell.h"
#include "var.h"
#include "word.h"

enum {
	NUMBER_MAX = 24,       /* bytes that a decimal number needs      */
	DEPTH_MAX = 1000,      /* operators and parentheses inside others */
};

struct arith {
	const char *text;      /* all of it, for messages                */
	const char *at;        /* what is left                           */
	int skipping;
	int depth;
	bool failed;
};

enum operation {
	OP_OR, OP_AND, OP_BIT_OR, OP_BIT_XOR, OP_BIT_AND, OP_EQ, OP_NE,
	OP_LE, OP_GE, OP_SHL, OP_SHR, OP_LT, OP_GT, OP_ADD, OP_SUB, OP_MUL,
	OP_DIV, OP_MOD, OP_NONE,
};

/* Longer ones before those they begin with. */
static const struct {
	const char *text;
	enum operation operation;
	int level;             /* those of a higher one bind more tightly */
	bool assigns;          /* text= is an assignment                  */
} operators[] = {
	{ "||", OP_OR, 1, false },
	{ "&&", OP_AND, 2, false },
	{ "==", OP_EQ, 6, false },
	{ "!=", OP_NE, 6, false },
	{ "<=", OP_LE, 7, false },
	{ ">=", OP_GE, 7, false },
	{ "<<", OP_SHL, 8, true },
	{ ">>", OP_SHR, 8, true },
	{ "<", OP_LT, 7, false },
	{ ">", OP_GT, 7, false },
	{ "|", OP_BIT_OR, 3, true },
	{ "^", OP_BIT_XOR, 4, true },
	{ "&", OP_BIT_AND, 5, true },
	{ "+", OP_ADD, 9, true },
	{ "-", OP_SUB, 9, true },
	{ "*", OP_MUL, 10, true },
	{ "/", OP_DIV, 10, true },
	{ "%", OP_MOD, 10, true },
};

enum { NOPERATORS = sizeof(operators) / sizeof(operators[0]) };

static long parse_assignment(struct arith *a);
static long parse_unary(struct arith *a);

static void
fail(struct arith *a, const char *reason)
{
	if (!a->failed)
		shell_fail(STATUS_ERROR, "arithmetic expression: %s: \"%s\"",
			   reason, a->text);
	a->failed = true;
}

/* Calls a part of the parser that may call itself. */
static long
nested(struct arith *a, long (*parse)(struct arith *a))
{
	long value = 0;

	if (++a->depth > DEPTH_MAX)
		fail(a, "nested too deeply");
	if (!a->failed)
		value = parse(a);
	a->depth--;
	return value;
}

static void
skip_space(struct arith *a)
{
	a->at += strspn(a->at, " \t\n");
}

/* Takes `text` if it is next. */
static bool
accept(struct arith *a, const char *text)
{
	size_t n = strlen(text);

	skip_space(a);
	if (strncmp(a->at, text, n) != 0)
		return false;
	a->at += n;
	return true;
}

static long
parse_number(struct arith *a, const char *text, const char **end)
{
	char *stop;
	long n = strtol(text, &stop, 0);

	*end = stop;
	if (stop == text || name_continues((unsigned char)*stop))
		fail(a, "not a number");
	return n;
}

/* The value of a variable: a number, 0 when it is not set or empty. */
static long
variable_value(struct arith *a, const char *name)
{
	const char *text = var_get(name);
	const char *end;
	long n;

	if (text == NULL && (shell.options & OPT_NOUNSET))
		fail(a, "variable not set");
	if (text == NULL || text[strspn(text, " \t\n")] == '\0')
		return 0;
	n = parse_number(a, text, &end);
	if (!a->failed && end[strspn(end, " \t\n")] != '\0')
		fail(a, "not a number");
	return n;
}

/* What a variable's name begins at a->at; copied, and taken. */
static char *
take_name(struct arith *a)
{
	size_t n = name_length(a->at);
	char *name = arena_copy(&temp, a->at, n);

	a->at += n;
	return name;
}

static long
parse_primary(struct arith *a)
{
	long value;

	skip_space(a);
	if (accept(a, "(")) {
		value = parse_assignment(a);
		if (!accept(a, ")"))
			fail(a, "missing )");
		return value;
	}
	if (name_length(a->at) > 0)
		return variable_value(a, take_name(a));
	if (*a->at < '0' || *a->at > '9') {
		fail(a, "a value is missing");
		return 0;
	}
	return parse_number(a, a->at, &a->at);
}

static long
parse_unary_inside(struct arith *a)
{
	if (accept(a, "!"))
		return !parse_unary(a);
	if (accept(a, "~"))
		return ~parse_unary(a);
	if (accept(a, "-"))
		return -(unsigned long)parse_unary(a);
	if (accept(a, "+"))
		return parse_unary(a);
	return parse_primary(a);
}

static long
parse_unary(struct arith *a)
{
	return nested(a, parse_unary_inside);
}

/* Overflow wraps around, as it does in the machine. */
static long
divide(struct arith *a, enum operation operation, long x, long y)
{
	if (y == 0) {
		if (a->skipping == 0)
			fail(a, "division by zero");
		return 0;
	}
	if (y == -1)
		return operation == OP_DIV ? -(unsigned long)x : 0;
	return operation == OP_DIV ? x / y : x % y;
}

static long
apply(struct arith *a, enum operation operation, long x, long y)
{
	const unsigned long ux = x, uy = y;
	const int bits = sizeof(long) * CHAR_BIT;

	switch (operation) {
	case OP_OR:      return x || y;
	case OP_AND:     return x && y;
	case OP_BIT_OR:  return x | y;
	case OP_BIT_XOR: return x ^ y;
	case OP_BIT_AND: return x & y;
	case OP_EQ:      return x == y;
	case OP_NE:      return x != y;
	case OP_LE:      return x <= y;
	case OP_GE:      return x >= y;
	case OP_LT:      return x < y;
	case OP_GT:      return x > y;
	case OP_SHL:     return ux << (uy % bits);
	case OP_SHR:     return x >> (uy % bits);
	case OP_ADD:     return ux + uy;
	case OP_SUB:     return ux - uy;
	case OP_MUL:     return ux * uy;
	default:         return divide(a, operation, x, y);
	}
}

/* The index of the operator at a->at, -1 when there is none. */
static int
find_operator(struct arith *a)
{
	skip_space(a);
	for (int i = 0; i < NOPERATORS; i++) {
		size_t n = strlen(operators[i].text);

		if (strncmp(a->at, operators[i].text, n) == 0)
			return i;
	}
	return -1;
}

static long
parse_binary(struct arith *a, int level)
{
	long left = parse_unary(a);
	int i;

	while (!a->failed && (i = find_operator(a)) >= 0 &&
	       operators[i].level >= level) {
		enum operation operation = operators[i].operation;
		bool skip = (operation == OP_OR && left != 0) ||
			    (operation == OP_AND && left == 0);
		long right;

		a->at += strlen(operators[i].text);
		a->skipping += skip;
		right = parse_binary(a, operators[i].level + 1);
		a->skipping -= skip;
		left = apply(a, operation, left, right);
	}
	return left;
}

static long
parse_conditional(struct arith *a)
{
	long condition = parse_binary(a, 1);
	long yes, no;

	if (a->failed || !accept(a, "?"))
		return condition;
	a->skipping += condition == 0;
	yes = parse_assignment(a);
	a->skipping -= condition == 0;
	if (!accept(a, ":"))
		fail(a, "missing :");
	a->skipping += condition != 0;
	no = parse_assignment(a);
	a->skipping -= condition != 0;
	return condition != 0 ? yes : no;
}

static void
assign(struct arith *a, const char *name, long value)
{
	char text[NUMBER_MAX];

	snprintf(text, sizeof(text), "%ld", value);
	if (a->failed || a->skipping > 0)
		return;
	if (!var_set(name, text))
		a->failed = true;
}

/* Takes = (OP_NONE), += or another of that kind, if it is next. */
static bool
accept_assignment(struct arith *a, enum operation *operation)
{
	int i;

	*operation = OP_NONE;
	skip_space(a);
	if (a->at[0] == '=')
		return a->at[1] != '=' && accept(a, "=");
	i = find_operator(a);
	if (i < 0 || !operators[i].assigns ||
	    a->at[strlen(operators[i].text)] != '=')
		return false;
	*operation = operators[i].operation;
	a->at += strlen(operators[i].text) + 1;
	return true;
}

static long
parse_assignment_inside(struct arith *a)
{
	const char *start;
	enum operation operation;
	char *name;
	long value;

	skip_space(a);
	start = a->at;
	if (name_length(start) > 0) {
		name = take_name(a);
		if (accept_assignment(a, &operation)) {
			value = parse_assignment(a);
			if (operation != OP_NONE)
				value = apply(a, operation,
					      variable_value(a, name), value);
			assign(a, name, value);
			return value;
		}
		a->at = start;
	}
	return parse_conditional(a);
}

static long
parse_assignment(struct arith *a)
{
	return nested(a, parse_assignment_inside);
}

bool
arith_evaluate(const char *text, long *value)
{
	struct arith a = { .text = text, .at = text };

	*value = 0;
	skip_space(&a);
	if (*a.at == '\0')
		fail(&a, "a value is missing");
	else
		*value = parse_assignment(&a);
	skip_space(&a);
	if (!a.failed && *a.at != '\0')
		fail(&a, "not understood");
	return !a.failed;
}
