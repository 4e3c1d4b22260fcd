/*
 * sort: the lines of all files in order. -n compares the numbers that lines
 * begin with, -r turns the order round, -u drops repeated lines, -f takes
 * upper and lower case for the same, -k FIELD begins at that word. The status
 * is 2 after any error.
 */
#include <ctype.h>
#include <strings.h>

#include "tool.h"

struct lines {
	char **v;
	size_t n, capacity;
};

static bool numeric, reverse, unique, fold;
static long key = 1;               /* word to begin at, from 1 */
static const char *output;
static struct lines lines;

static void
read_lines(FILE *f, const char *path)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t n;

	(void)path;
	while ((n = getline(&line, &size, f)) > 0) {
		if (line[n - 1] == '\n')
			line[--n] = '\0';
		if (lines.n == lines.capacity) {
			lines.capacity = 2 * lines.capacity + BUFSIZ;
			lines.v = tool_realloc(lines.v, lines.capacity *
					       sizeof(*lines.v));
		}
		lines.v[lines.n++] = memcpy(tool_alloc(n + 1), line, n + 1);
	}
	free(line);
}

/* The part of the line that the order is made by. */
static const char *
key_of(const char *line)
{
	for (long i = 1; i < key; i++) {
		while (isspace((unsigned char)*line))
			line++;
		while (*line != '\0' && !isspace((unsigned char)*line))
			line++;
	}
	return line;
}

static int
compare_keys(const char *a, const char *b)
{
	double x, y;

	a = key_of(a);
	b = key_of(b);
	if (!numeric)
		return fold ? strcasecmp(a, b) : strcmp(a, b);
	x = strtod(a, NULL);
	y = strtod(b, NULL);
	return (x > y) - (x < y);
}

/* Equal keys are put in the order of the whole lines. */
static int
compare(const void *a, const void *b)
{
	const char *x = *(char *const *)a, *y = *(char *const *)b;
	int order = compare_keys(x, y);

	if (order == 0 && !unique)
		order = strcmp(x, y);
	return reverse ? -order : order;
}

static void
print_lines(void)
{
	for (size_t i = 0; i < lines.n; i++)
		if (!unique || i == 0 ||
		    compare_keys(lines.v[i - 1], lines.v[i]) != 0)
			puts(lines.v[i]);
}

static void
read_options(int argc, char **argv)
{
	int c;

	while ((c = tool_option(argc, argv, ":fk:no:ru")) != -1) {
		numeric |= c == 'n';
		reverse |= c == 'r';
		unique |= c == 'u';
		fold |= c == 'f';
		if (c == 'k')
			key = tool_number(optarg, 1);
		if (c == 'o')
			output = optarg;
	}
}

int
main(int argc, char **argv)
{
	tool_begin(argv, "sort", "[-fnru] [-k field] [-o file] [file ...]");
	read_options(argc, argv);
	tool_each_file(argv + optind, read_lines);
	if (lines.n > 0)
		qsort(lines.v, lines.n, sizeof(*lines.v), compare);
	if (output != NULL && freopen(output, "w", stdout) == NULL) {
		tool_error(output);
		return TOOL_USAGE;
	}
	print_lines();
	return tool_finish() != 0 ? TOOL_USAGE : 0;
}
