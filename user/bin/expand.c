/*
 * expand: turns tabs into blanks. -t says how far apart the stops are (8), or
 * with commas at which columns they are; -i leaves tabs within lines alone.
 */
#include <ctype.h>

#include "tool.h"

enum { DEFAULT_TAB = 8 };

static long *stops;
static size_t nstops;
static bool at_start_only;

static void
read_stops(char *list)
{
	for (char *p = strtok(list, ", "); p != NULL; p = strtok(NULL, ", ")) {
		long stop = tool_number(p, 1);

		if (nstops > 0 && stop <= stops[nstops - 1]) {
			tool_complain("the stops of -t must rise");
			exit(TOOL_FAILED);
		}
		stops = tool_realloc(stops, (nstops + 1) * sizeof(*stops));
		stops[nstops++] = stop;
	}
}

/* Blanks for a tab at this column. Behind the last of a list it is one. */
static long
blanks(long column)
{
	long every = nstops == 0 ? DEFAULT_TAB : stops[0];

	if (nstops <= 1)
		return every - column % every;
	for (size_t i = 0; i < nstops; i++)
		if (stops[i] > column)
			return stops[i] - column;
	return 1;
}

/* Prints one character; the column after it. */
static long
put(int c, long column, bool at_start)
{
	if (c == '\t' && (at_start || !at_start_only)) {
		long n = blanks(column);

		printf("%*s", (int)n, "");
		return column + n;
	}
	putchar(c);
	if (c == '\b')
		return column > 0 ? column - 1 : 0;
	return c == '\n' ? 0 : column + 1;
}

static void
expand(FILE *f, const char *path)
{
	bool at_start = true;
	long column = 0;
	int c;

	(void)path;
	while ((c = getc(f)) != EOF) {
		column = put(c, column, at_start);
		at_start = c == '\n' || (at_start && isblank(c));
	}
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "expand", "[-i] [-t columns] [file ...]");
	while ((c = tool_option(argc, argv, ":it:")) != -1) {
		if (c == 'i')
			at_start_only = true;
		else
			read_stops(optarg);
	}
	tool_each_file(argv + optind, expand);
	return tool_finish();
}
