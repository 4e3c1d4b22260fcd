/* rev: each line of files, last character first. */
#include "tool.h"

static void
reverse_lines(FILE *f, const char *path)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t n;

	(void)path;
	while ((n = getline(&line, &size, f)) > 0) {
		bool ended = line[n - 1] == '\n';

		for (ssize_t i = n - ended; i > 0; i--)
			putchar(line[i - 1]);
		if (ended)
			putchar('\n');
	}
	free(line);
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
