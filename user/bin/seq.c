/*
 * seq: numbers from FIRST (1) by STEP (1) to LAST, a line each, or with -s
 * something else than a newline between them; -w puts zeros in front, so
 * that all are equally wide. As many decimals are shown as are given.
 */
#include <ctype.h>
#include <limits.h>

#include "tool.h"

enum { MOST = 3 };                 /* operands */

/* A decimal number in units of its last place. */
struct decimal {
	long value;
	int places;
};

static const char *separator = "\n";
static bool equal_width;

static void __attribute__((noreturn))
bad_number(const char *text)
{
	tool_complain("not a valid number: '%s'", text);
	tool_usage();
}

static bool
is_number(const char *text)
{
	text += *text == '-' || *text == '+';
	return isdigit((unsigned char)*text) ||
	       (*text == '.' && isdigit((unsigned char)text[1]));
}

static struct decimal
parse(const char *text)
{
	struct decimal d = { 0, 0 };
	bool negative = *text == '-', point = false;

	if (!is_number(text))
		bad_number(text);
	for (const char *p = text + (*text == '-' || *text == '+');
	     *p != '\0'; p++) {
		if (*p == '.' && !point) {
			point = true;
			continue;
		}
		if (!isdigit((unsigned char)*p) ||
		    __builtin_mul_overflow(d.value, TOOL_DECIMAL, &d.value) ||
		    __builtin_add_overflow(d.value, *p - '0', &d.value))
			bad_number(text);
		d.places += point;
	}
	d.value = negative ? -d.value : d.value;
	return d;
}

/* The value in units of `places` decimals. */
static long
scale(const struct decimal *d, int places, const char *text)
{
	long value = d->value;

	for (int i = d->places; i < places; i++)
		if (__builtin_mul_overflow(value, TOOL_DECIMAL, &value))
			bad_number(text);
	return value;
}

static unsigned long
power_of_ten(int places)
{
	unsigned long power = 1;

	while (places-- > 0)
		power *= TOOL_DECIMAL;
	return power;
}

/* Returns how many characters it has; `width` is the least of them. */
static int
format(char *text, size_t size, long value, int places, int width)
{
	unsigned long n = value < 0 ? -(unsigned long)value :
			  (unsigned long)value;
	unsigned long unit = power_of_ten(places);
	int digits = width - (value < 0) - (places > 0 ? places + 1 : 0);
	const char *sign = value < 0 ? "-" : "";

	if (places == 0)
		return snprintf(text, size, "%s%0*lu", sign,
				digits > 0 ? digits : 1, n);
	return snprintf(text, size, "%s%0*lu.%0*lu", sign,
			digits > 0 ? digits : 1, n / unit, places, n % unit);
}

static void
print_numbers(long first, long step, long last, int places)
{
	const char *before = "";
	char text[BUFSIZ];
	int width = 0, other;

	if (equal_width) {
		width = format(text, sizeof(text), first, places, 0);
		other = format(text, sizeof(text), last, places, 0);
		width = other > width ? other : width;
	}
	for (long n = first; step > 0 ? n <= last : n >= last; n += step) {
		format(text, sizeof(text), n, places, width);
		printf("%s%s", before, text);
		before = separator;
		if (step > 0 ? n > LONG_MAX - step : n < LONG_MIN - step)
			break;
	}
	if (*before != '\0' || before == separator)
		putchar('\n');
}

/* Negative numbers look like options: they are told apart here. */
static char **
take_options(char **args)
{
	for (; *args != NULL && **args == '-' && !is_number(*args); args++) {
		const char *option = *args + 1;

		if (strcmp(option, "-") == 0)
			return args + 1;
		for (; *option == 'w'; option++)
			equal_width = true;
		if (*option == 's') {
			separator = option[1] != '\0' ? option + 1 : *++args;
			if (separator == NULL)
				tool_usage();
		} else if (*option != '\0') {
			tool_complain("unknown option -- '%c'", *option);
			tool_usage();
		}
	}
	return args;
}

int
main(int argc, char **argv)
{
	static char one[] = "1";
	char *texts[MOST] = { one, one, one };
	struct decimal numbers[MOST];
	long values[MOST];
	int n = 0, places = 0;
	char **args;

	tool_begin(argv, "seq", "[-w] [-s separator] [first [step]] last");
	args = take_options(argv + (argc > 0));
	while (args[n] != NULL)
		n++;
	if (n < 1 || n > MOST)
		tool_usage();
	texts[MOST - 1] = args[n - 1];
	for (int i = 0; i < n - 1; i++)
		texts[i] = args[i];
	for (int i = 0; i < MOST; i++) {
		numbers[i] = parse(texts[i]);
		if (i < MOST - 1 && numbers[i].places > places)
			places = numbers[i].places;
	}
	/* What LAST has beyond the others is not reached. */
	for (; numbers[MOST - 1].places > places; numbers[MOST - 1].places--)
		numbers[MOST - 1].value /= TOOL_DECIMAL;
	for (int i = 0; i < MOST; i++)
		values[i] = scale(&numbers[i], places, texts[i]);
	if (values[1] == 0) {
		tool_complain("the step may not be 0");
		return tool.status;
	}
	print_numbers(values[0], values[1], values[MOST - 1], places);
	return tool_finish();
}
