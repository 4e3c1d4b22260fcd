/*
 * head: the first lines (10, or -n) or bytes (-c) of files.
 */
#include "tool.h"

enum { DEFAULT_LINES = 10 };

static long wanted = DEFAULT_LINES;
static bool bytes, titles;

static void
show(FILE *f, const char *path)
{
	static bool not_first;
	long left = wanted;
	int c;

	if (titles)
		printf("%s==> %s <==\n", not_first ? "\n" : "", path);
	not_first = true;
	while (left > 0 && (c = getc(f)) != EOF) {
		putchar(c);
		left -= bytes || c == '\n';
	}
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "head", "[-n lines | -c bytes] [file ...]");
	if (argc > 1 && argv[1][0] == '-' && argv[1][1] >= '0' &&
	    argv[1][1] <= '9') {
		wanted = tool_number(argv[1] + 1, 0);
		optind++;
	}
	while ((c = tool_option(argc, argv, ":n:c:")) != -1) {
		bytes = c == 'c';
		wanted = tool_number(optarg, 0);
	}
	titles = argc - optind > 1;
	tool_each_file(argv + optind, show);
	return tool_finish();
}
