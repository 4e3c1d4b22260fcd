/*
 * comm: compares two sorted files: lines that only the first has, that only
 * the second has, and that both have, in three columns; -1, -2 and -3 leave
 * a column out. A file that is not sorted makes the status 1.
 */
#include "tool.h"

enum { NFILES = 2, NCOLUMNS = 3, BOTH = 2 };

struct input {
	FILE *file;
	const char *path;
	char *line, *previous;
	size_t size, previous_size;
	bool ended, unsorted;
};

static bool hidden[NCOLUMNS];

/* Complains, once, when the new line should have come before the old. */
static void
check_order(struct input *in)
{
	if (in->unsorted || in->previous == NULL ||
	    strcmp(in->previous, in->line) <= 0)
		return;
	in->unsorted = true;
	tool_complain("%s: not sorted", in->path);
}

static void
advance(struct input *in)
{
	char *line = in->previous;
	size_t size = in->previous_size;
	ssize_t n;

	in->previous = in->line;
	in->previous_size = in->size;
	in->line = line;
	in->size = size;
	n = getline(&in->line, &in->size, in->file);
	in->ended = n <= 0;
	if (in->ended)
		return;
	if (in->line[n - 1] == '\n')
		in->line[n - 1] = '\0';
	check_order(in);
}

static void
show(int column, const char *line)
{
	if (hidden[column])
		return;
	for (int i = 0; i < column; i++)
		if (!hidden[i])
			putchar('\t');
	puts(line);
}

static void
compare(struct input *a, struct input *b)
{
	advance(a);
	advance(b);
	while (!a->ended || !b->ended) {
		int order = a->ended ? 1 : b->ended ? -1 :
			    strcmp(a->line, b->line);

		if (order == 0)
			show(BOTH, a->line);
		else
			show(order > 0, order > 0 ? b->line : a->line);
		if (order <= 0)
			advance(a);
		if (order >= 0)
			advance(b);
	}
}

int
main(int argc, char **argv)
{
	struct input in[NFILES] = { 0 };
	int c;

	tool_begin(argv, "comm", "[-123] file file");
	while ((c = tool_option(argc, argv, ":123")) != -1)
		hidden[c - '1'] = true;
	if (argc - optind != NFILES)
		tool_usage();
	for (int i = 0; i < NFILES; i++) {
		in[i].path = argv[optind + i];
		in[i].file = tool_open(in[i].path);
		if (in[i].file == NULL)
			return tool.status;
	}
	compare(&in[0], &in[1]);
	for (int i = 0; i < NFILES; i++) {
		tool_close(in[i].file, in[i].path);
		free(in[i].line);
		free(in[i].previous);
	}
	return tool_finish();
}
