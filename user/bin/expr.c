/*
 * expr: evaluates its arguments: A | B, A & B, A < B and the other
 * comparisons, + - * / %, TEXT : REGEX, match, substr, index, length, ( ).
 *
 * Exit status 0, or 1 when the value is empty or 0, or 2 when there is none.
 * Each function of the grammar takes its part of the arguments and returns a
 * string from malloc().
 */
#include <limits.h>

#include "regex.h"
#include "tool.h"

enum { STATUS_FALSE = 1, NUMBER_TEXT = 24 };

static char **next;                /* the argument to be read */

static char *either(void);

static void __attribute__((noreturn))
fail(const char *what)
{
	fprintf(stderr, "expr: %s\n", what);
	exit(TOOL_USAGE);
}

static char *
copy(const char *text, size_t n)
{
	char *new = tool_alloc(n + 1);

	memcpy(new, text, n);
	new[n] = '\0';
	return new;
}

static char *
number_text(long n)
{
	char text[NUMBER_TEXT];

	snprintf(text, sizeof(text), "%ld", n);
	return copy(text, strlen(text));
}

/* Is the text a number? One that is too large ends the program. */
static bool
is_number(const char *text, long *n)
{
	char *end;

	if (strspn(text + (*text == '-'), "0123456789") + (*text == '-') !=
	    strlen(text) || text[*text == '-'] == '\0')
		return false;
	errno = 0;
	*n = strtol(text, &end, TOOL_DECIMAL);
	if (errno != 0)
		fail("a number is too large");
	return true;
}

static long
to_number(char *text)
{
	long n;

	if (!is_number(text, &n))
		fail("not a whole number");
	free(text);
	return n;
}

static bool
is_false(const char *text)
{
	long n;

	return *text == '\0' || (is_number(text, &n) && n == 0);
}

static bool
take(const char *word)
{
	if (*next == NULL || strcmp(*next, word) != 0)
		return false;
	next++;
	return true;
}

/* What \( \) matched, or how many characters matched when there is none. */
static char *
match(char *text, char *pattern)
{
	struct regex_span spans[REGEX_GROUPS];
	struct regex re;
	const char *wrong = regex_compile(&re, pattern, 0);
	bool found;
	char *value;

	if (wrong != NULL)
		fail(wrong);
	found = regex_find(&re, text, strlen(text), 0, spans) &&
		spans->start == 0;
	if (re.ngroups == 0)
		value = number_text(found ? spans->end : 0);
	else if (found && spans[1].end >= 0)
		value = copy(text + spans[1].start,
			     spans[1].end - spans[1].start);
	else
		value = copy("", 0);
	free(re.steps);
	free(text);
	free(pattern);
	return value;
}

static char *
substring(char *text, char *from_text, char *length_text)
{
	long n = strlen(text);
	long from = to_number(from_text), length = to_number(length_text);
	char *value;

	if (from < 1 || from > n || length < 1)
		value = copy("", 0);
	else
		value = copy(text + from - 1,
			     length > n - from ? n - from + 1 : length);
	free(text);
	return value;
}

static char *
primary(void)
{
	char *value;

	if (*next == NULL)
		fail("an argument is missing");
	if (take("(")) {
		value = either();
		if (!take(")"))
			fail("a ( without its )");
		return value;
	}
	take("+");                     /* the next is not an operator */
	if (*next == NULL)
		fail("an argument is missing");
	value = copy(*next, strlen(*next));
	next++;
	return value;
}

static char *
keyword(void)
{
	char *a, *b;
	long n;

	if (take("length")) {
		a = keyword();
		n = strlen(a);
		free(a);
		return number_text(n);
	}
	if (take("index")) {
		a = keyword();
		b = keyword();
		n = strcspn(a, b) + 1;
		n = n > (long)strlen(a) ? 0 : n;
		free(a);
		free(b);
		return number_text(n);
	}
	if (take("match")) {
		a = keyword();
		return match(a, keyword());
	}
	if (take("substr")) {
		a = keyword();
		b = keyword();
		return substring(a, b, keyword());
	}
	return primary();
}

static char *
matching(void)
{
	char *value = keyword();

	while (take(":"))
		value = match(value, keyword());
	return value;
}

static char *
calculate(char *a_text, char operator, char *b_text)
{
	long a = to_number(a_text), b = to_number(b_text), value = 0;
	bool over = false;

	if ((operator == '/' || operator == '%') && b == 0)
		fail("division by zero");
	switch (operator) {
	case '+': over = __builtin_add_overflow(a, b, &value); break;
	case '-': over = __builtin_sub_overflow(a, b, &value); break;
	case '*': over = __builtin_mul_overflow(a, b, &value); break;
	case '/': over = a == LONG_MIN && b == -1; value = over ? 0 : a / b;
		  break;
	default:  value = b == -1 ? 0 : a % b;
	}
	if (over)
		fail("a number is too large");
	return number_text(value);
}

static char *
product(void)
{
	char *value = matching();

	for (;;) {
		if (take("*"))
			value = calculate(value, '*', matching());
		else if (take("/"))
			value = calculate(value, '/', matching());
		else if (take("%"))
			value = calculate(value, '%', matching());
		else
			return value;
	}
}

static char *
sum(void)
{
	char *value = product();

	for (;;) {
		if (take("+"))
			value = calculate(value, '+', product());
		else if (take("-"))
			value = calculate(value, '-', product());
		else
			return value;
	}
}

/* By number when both are numbers, else by text: <0, 0, >0. */
static int
order(char *a, char *b)
{
	long x, y;
	int result;

	if (is_number(a, &x) && is_number(b, &y))
		result = (x > y) - (x < y);
	else
		result = strcoll(a, b);
	free(a);
	free(b);
	return result;
}

static char *
comparison(void)
{
	char *value = sum();

	for (;;) {
		bool truth;

		if (take("=") || take("=="))
			truth = order(value, sum()) == 0;
		else if (take("!="))
			truth = order(value, sum()) != 0;
		else if (take("<="))
			truth = order(value, sum()) <= 0;
		else if (take(">="))
			truth = order(value, sum()) >= 0;
		else if (take("<"))
			truth = order(value, sum()) < 0;
		else if (take(">"))
			truth = order(value, sum()) > 0;
		else
			return value;
		value = number_text(truth);
	}
}

static char *
both(void)
{
	char *value = comparison();

	while (take("&")) {
		char *other = comparison();

		if (is_false(value) || is_false(other)) {
			free(value);
			value = number_text(0);
		}
		free(other);
	}
	return value;
}

static char *
either(void)
{
	char *value = both();

	while (take("|")) {
		char *other = both();
		char *chosen = is_false(value) ? other : value;

		free(chosen == value ? other : value);
		value = is_false(chosen) ? number_text(0) : chosen;
		if (value != chosen)
			free(chosen);
	}
	return value;
}

int
main(int argc, char **argv)
{
	bool is_zero;
	char *value;

	tool_begin(argv, "expr", "expression");
	if (argc <= 1)
		tool_usage();
	next = argv + 1;
	take("--");
	value = either();
	if (*next != NULL)
		fail("the expression ends too early");
	puts(value);
	is_zero = is_false(value);
	free(value);
	if (tool_finish() != 0)
		return TOOL_USAGE;
	return is_zero ? STATUS_FALSE : 0;
}
