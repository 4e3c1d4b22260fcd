/*
 * strings: the texts in files: at least four printable characters in a row,
 * or -n. -t d, o or x shows where each begins.
 */
#include <ctype.h>
#include <limits.h>

#include "tool.h"

enum { DEFAULT_LEAST = 4 };

static long least = DEFAULT_LEAST;
static char base;
static char *text;                 /* the first `least` characters */

static void
print_start(unsigned long offset)
{
	if (base == 'd')
		printf("%7lu ", offset);
	else if (base == 'o')
		printf("%7lo ", offset);
	else if (base == 'x')
		printf("%7lx ", offset);
	fwrite(text, 1, least, stdout);
}

static void
show(FILE *f, const char *path)
{
	unsigned long offset = 0;
	long n = 0;
	int c;

	(void)path;
	do {
		c = getc(f);
		offset++;
		if (c == EOF || !(isprint(c) || c == '\t')) {
			if (n >= least)
				putchar('\n');
			n = 0;
		} else if (n < least) {
			text[n++] = c;
			if (n == least)
				print_start(offset - least);
		} else {
			putchar(c);
		}
	} while (c != EOF);
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "strings", "[-a] [-n least] [-t d|o|x] [file ...]");
	while ((c = tool_option(argc, argv, ":an:t:")) != -1) {
		if (c == 'n')
			least = tool_number(optarg, 1);
		if (c == 't')
			base = *optarg;
	}
	if (base != '\0' && strchr("dox", base) == NULL)
		tool_usage();
	text = tool_alloc(least);
	tool_each_file(argv + optind, show);
	return tool_finish();
}
