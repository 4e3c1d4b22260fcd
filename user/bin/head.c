/*
 * head: the first lines (10, or -n) or bytes (-c, with k or m: 1024 times as
 * many) of files; -N is all but the last N. -q leaves out the titles of
 * several files, -v gives one a title too.
 */
#include "size.h"
#include "tool.h"

enum { DEFAULT_LINES = 10 };

static long wanted = DEFAULT_LINES;
static bool bytes, all_but, titles;

/* All but the last `wanted` lines or bytes. */
static void
show_all_but(FILE *f)
{
	size_t n, end;
	char *text = tool_read_all(f, &n);
	long left = wanted;

	for (end = n; end > 0 && left > 0; left--) {
		end--;
		while (!bytes && end > 0 && text[end - 1] != '\n')
			end--;
	}
	fwrite(text, 1, end, stdout);
	free(text);
}

static void
show(FILE *f, const char *path)
{
	static bool not_first;
	long left = wanted;
	int c;

	if (titles)
		printf("%s==> %s <==\n", not_first ? "\n" : "",
		       f == stdin ? "standard input" : path);
	not_first = true;
	if (all_but) {
		show_all_but(f);
		return;
	}
	while (left > 0 && (c = getc(f)) != EOF) {
		putchar(c);
		left -= bytes || c == '\n';
	}
}

static void
set_count(const char *text)
{
	all_but = *text == '-';
	wanted = size_parse(text + all_but, 0);
}

int
main(int argc, char **argv)
{
	bool quiet = false;
	int c;

	tool_begin(argv, "head",
		   "[-qv] [-n [-]lines | -c [-]bytes] [file ...]");
	if (argc > 1 && argv[1][0] == '-' && argv[1][1] >= '0' &&
	    argv[1][1] <= '9') {
		wanted = tool_number(argv[1] + 1, 0);
		optind++;
	}
	while ((c = tool_option(argc, argv, ":c:n:qv")) != -1) {
		quiet |= c == 'q';
		titles |= c == 'v';
		if (c != 'c' && c != 'n')
			continue;
		bytes = c == 'c';
		set_count(optarg);
	}
	titles = (titles || argc - optind > 1) && !quiet;
	tool_each_file(argv + optind, show);
	return tool_finish();
}
