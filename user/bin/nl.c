/*
 * nl: numbers lines: -b a all of them, -b t those that are not empty, -b n
 * none. -n ln, rn or rz sets the number left, right or with zeros, -w says
 * how wide, -s what comes after it, -v the first number and -i the step.
 */
#include <limits.h>

#include "tool.h"

enum { DEFAULT_WIDTH = 6, WIDTH_MAX = 1000 };

static char body = 't';
static const char *format = "rn";
static const char *separator = "\t";
static long width = DEFAULT_WIDTH, number = 1, step = 1;

static void
print_number(void)
{
	if (strcmp(format, "ln") == 0)
		printf("%-*ld", (int)width, number);
	else if (strcmp(format, "rz") == 0)
		printf("%0*ld", (int)width, number);
	else
		printf("%*ld", (int)width, number);
	fputs(separator, stdout);
	number += step;
}

static void
number_line(char *line, size_t n, bool ended)
{
	(void)ended;
	if (body == 'a' || (body == 't' && n > 0))
		print_number();
	else
		printf("%*s", (int)(width + strlen(separator)), "");
	fwrite(line, 1, n, stdout);
	putchar('\n');
}

static void
number_lines(FILE *f, const char *path)
{
	(void)path;
	tool_each_line(f, number_line);
}

static void
take_option(int c)
{
	switch (c) {
	case 'b':
		body = *optarg;
		if (strchr("atn", body) == NULL || optarg[1] != '\0')
			tool_usage();
		break;
	case 'i':
		step = tool_number(optarg, INT_MIN);
		break;
	case 'n':
		format = optarg;
		if (strcmp(format, "ln") != 0 && strcmp(format, "rn") != 0 &&
		    strcmp(format, "rz") != 0)
			tool_usage();
		break;
	case 's':
		separator = optarg;
		break;
	case 'v':
		number = tool_number(optarg, INT_MIN);
		break;
	default:
		width = tool_number(optarg, 1);
		if (width > WIDTH_MAX)
			tool_usage();
	}
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "nl", "[-b a|t|n] [-n ln|rn|rz] [-w width] "
		   "[-s text] [-v first] [-i step] [file ...]");
	while ((c = tool_option(argc, argv, ":b:i:n:s:v:w:")) != -1)
		take_option(c);
	tool_each_file(argv + optind, number_lines);
	return tool_finish();
}
