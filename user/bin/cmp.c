/*
 * cmp: are two files the same, byte by byte? -s says it by the status only:
 * 0 the same, 1 different, 2 an error.
 */
#include "tool.h"

enum { DIFFERENT = 1, TROUBLE = 2, NOPERANDS = 2 };

static bool silent;

static int
report_end(const char *path, unsigned long byte)
{
	if (!silent)
		fprintf(stderr, "cmp: EOF on %s after byte %lu\n", path, byte);
	return DIFFERENT;
}

static int
compare(FILE *a, const char *a_path, FILE *b, const char *b_path)
{
	unsigned long byte = 0, line = 1;

	for (;;) {
		int x = getc(a), y = getc(b);

		if (x == EOF && y == EOF)
			return 0;
		if (x == EOF || y == EOF)
			return report_end(x == EOF ? a_path : b_path, byte);
		byte++;
		if (x != y) {
			if (!silent)
				printf("%s %s differ: char %lu, line %lu\n",
				       a_path, b_path, byte, line);
			return DIFFERENT;
		}
		line += x == '\n';
	}
}

int
main(int argc, char **argv)
{
	FILE *a, *b;
	int status;

	tool_begin(argv, "cmp", "[-s] file file");
	while (tool_option(argc, argv, ":s") != -1)
		silent = true;
	if (argc - optind != NOPERANDS)
		tool_usage();
	a = tool_open(argv[optind]);
	b = tool_open(argv[optind + 1]);
	if (a == NULL || b == NULL)
		return TROUBLE;
	status = compare(a, argv[optind], b, argv[optind + 1]);
	tool_close(a, argv[optind]);
	tool_close(b, argv[optind + 1]);
	return tool_finish() != 0 ? TROUBLE : status;
}
