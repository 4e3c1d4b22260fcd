/*
 * seq: whole numbers from FIRST (1) by STEP (1) to LAST, a line each, or with
 * -s something else than a newline between them.
 */
#include <limits.h>

#include "tool.h"

/* Negative numbers look like options: they are told apart here. */
static char **
take_separator(char **args, const char **separator)
{
	if (*args == NULL || strncmp(*args, "-s", strlen("-s")) != 0)
		return args;
	if (strcmp(*args, "-s") != 0) {
		*separator = *args + strlen("-s");
		return args + 1;
	}
	if (args[1] == NULL)
		tool_usage();
	*separator = args[1];
	return args + 2;
}

static void
print_numbers(long first, long step, long last, const char *separator)
{
	const char *before = "";

	for (long n = first; step > 0 ? n <= last : n >= last; n += step) {
		printf("%s%ld", before, n);
		before = separator;
		if (step > 0 ? n > LONG_MAX - step : n < LONG_MIN - step)
			break;
	}
	if (*before != '\0' || before == separator)
		putchar('\n');
}

int
main(int argc, char **argv)
{
	const char *separator = "\n";
	long numbers[] = { 1, 1, 1 };
	enum { MOST = sizeof(numbers) / sizeof(numbers[0]) };
	char **args;
	int n = 0;

	tool_begin(argv, "seq", "[-s separator] [first [step]] last");
	args = take_separator(argv + (argc > 0), &separator);
	while (args[n] != NULL)
		n++;
	if (n < 1 || n > MOST)
		tool_usage();
	numbers[MOST - 1] = tool_number(args[n - 1], LONG_MIN);
	for (int i = 0; i < n - 1; i++)
		numbers[i] = tool_number(args[i], LONG_MIN);
	if (numbers[1] == 0) {
		tool_complain("the step may not be 0");
		return tool.status;
	}
	print_numbers(numbers[0], numbers[1], numbers[MOST - 1], separator);
	return tool_finish();
}
