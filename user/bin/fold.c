/*
 * fold: breaks lines that are longer than 80 columns, or -w. -s breaks after
 * a blank where there is one, -b counts bytes, not columns.
 */
#include <ctype.h>

#include "tool.h"

enum { DEFAULT_WIDTH = 80, TAB = 8 };

static long width = DEFAULT_WIDTH;
static bool at_blanks, bytes;

/* The column after c. */
static long
column_after(long column, int c)
{
	if (bytes)
		return column + 1;
	switch (c) {
	case '\b': return column > 0 ? column - 1 : 0;
	case '\r': return 0;
	case '\t': return column + TAB - column % TAB;
	default:   return column + 1;
	}
}

static long
columns_of(const char *text, size_t n)
{
	long column = 0;

	for (size_t i = 0; i < n; i++)
		column = column_after(column, text[i]);
	return column;
}

/* How much of the text comes before the break. */
static size_t
break_at(const char *text, size_t n)
{
	size_t at = n;

	if (!at_blanks)
		return n;
	while (at > 0 && !isblank((unsigned char)text[at - 1]))
		at--;
	return at > 0 ? at : n;
}

static void
fold_line(char *line, size_t n, bool ended)
{
	long column = 0;
	size_t start = 0;

	for (size_t i = 0; i < n; i++) {
		while (column_after(column, line[i]) > width && i > start) {
			size_t piece = break_at(line + start, i - start);

			fwrite(line + start, 1, piece, stdout);
			putchar('\n');
			start += piece;
			column = columns_of(line + start, i - start);
		}
		column = column_after(column, line[i]);
	}
	fwrite(line + start, 1, n - start, stdout);
	if (ended)
		putchar('\n');
}

static void
fold(FILE *f, const char *path)
{
	(void)path;
	tool_each_line(f, fold_line);
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "fold", "[-bs] [-w width] [file ...]");
	while ((c = tool_option(argc, argv, ":bsw:")) != -1) {
		at_blanks |= c == 's';
		bytes |= c == 'b';
		if (c == 'w')
			width = tool_number(optarg, 1);
	}
	tool_each_file(argv + optind, fold);
	return tool_finish();
}
