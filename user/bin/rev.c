/* rev: each line of files, last character first. */
#include "tool.h"

static void
reverse_line(char *line, size_t n, bool ended)
{
	while (n > 0)
		putchar(line[--n]);
	if (ended)
		putchar('\n');
}

static void
reverse_lines(FILE *f, const char *path)
{
	(void)path;
	tool_each_line(f, reverse_line);
}

int
main(int argc, char **argv)
{
	int first;

	tool_begin(argv, "rev", "[file ...]");
	first = tool_no_options(argc, argv);
	tool_each_file(argv + first, reverse_lines);
	return tool_finish();
}
