/* tac: the lines of files, last line first. */
#include "tool.h"

static void
print_reversed(FILE *f, const char *path)
{
	size_t n;
	char *text = tool_read_all(f, &n);
	size_t end = n;

	(void)path;
	while (end > 0) {
		char *newline = memrchr(text, '\n', end - 1);
		size_t start = newline != NULL ? newline + 1 - text : 0;

		fwrite(text + start, 1, end - start, stdout);
		end = start;
	}
	free(text);
}

int
main(int argc, char **argv)
{
	int first;

	tool_begin(argv, "tac", "[file ...]");
	first = tool_no_options(argc, argv);
	tool_each_file(argv + first, print_reversed);
	return tool_finish();
}
