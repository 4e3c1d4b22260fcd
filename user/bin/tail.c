/*
 * tail: the last lines (10, or -n) or bytes (-c) of files; +N counts from
 * the start instead, and N may be 4k or 1m. -f goes on waiting for more. -q
 * leaves out the titles of several files, -v gives one a title too.
 *
 * The text that may still be part of the end is kept in memory, at most
 * twice as much as will be shown and a little more.
 */
#include "size.h"
#include "tool.h"

enum {
	DEFAULT_LINES = 10,
	BUFFER_SIZE = 4096,
	FOLLOW_PAUSE = 500 * 1000,   /* microseconds between looks */
};

/* The end of what was read so far. */
struct kept {
	char *text;
	size_t n, capacity;
	size_t checked;            /* size after which to trim            */
};

static long wanted = DEFAULT_LINES;
static bool bytes, from_start, follow, titles;

/* Where the last `wanted` lines or bytes of the text begin. */
static size_t
tail_start(const char *text, size_t n)
{
	size_t at = n;
	long lines = 0;

	if (bytes)
		return n > (size_t)wanted ? n - wanted : 0;
	if (wanted == 0)
		return n;
	if (at > 0 && text[at - 1] == '\n')
		at--;
	for (; at > 0; at--)
		if (text[at - 1] == '\n' && ++lines == wanted)
			return at;
	return 0;
}

static void
keep(struct kept *k, const char *piece, size_t n)
{
	size_t start;

	if (k->n + n > k->capacity) {
		k->capacity = 2 * (k->n + n);
		k->text = tool_realloc(k->text, k->capacity);
	}
	memcpy(k->text + k->n, piece, n);
	k->n += n;
	if (k->n <= k->checked)
		return;
	start = tail_start(k->text, k->n);
	k->n -= start;
	memmove(k->text, k->text + start, k->n);
	k->checked = 2 * k->n + BUFFER_SIZE;
}

static void
show_end(FILE *f)
{
	struct kept k = { NULL, 0, 0, BUFFER_SIZE };
	char buffer[BUFFER_SIZE];
	size_t n, start;

	while ((n = fread(buffer, 1, sizeof(buffer), f)) > 0)
		keep(&k, buffer, n);
	start = tail_start(k.text, k.n);
	if (k.n > 0)
		fwrite(k.text + start, 1, k.n - start, stdout);
	free(k.text);
}

/* From line or byte number `wanted` on. */
static void
show_from(FILE *f)
{
	long skip = wanted > 0 ? wanted - 1 : 0;
	int c = 0;

	while (skip > 0 && (c = getc(f)) != EOF)
		skip -= bytes || c == '\n';
	while (c != EOF && (c = getc(f)) != EOF)
		putchar(c);
}

static void
show_more(FILE *f)
{
	int c;

	for (;;) {
		clearerr(f);
		while ((c = getc(f)) != EOF)
			putchar(c);
		fflush(stdout);
		usleep(FOLLOW_PAUSE);
	}
}

static void
show(FILE *f, const char *path)
{
	static bool not_first;

	if (titles)
		printf("%s==> %s <==\n", not_first ? "\n" : "",
		       f == stdin ? "standard input" : path);
	not_first = true;
	if (from_start)
		show_from(f);
	else
		show_end(f);
	if (follow)
		show_more(f);
}

/* N and -N count from the end, +N from the start. */
static void
set_count(const char *text)
{
	from_start = *text == '+';
	wanted = size_parse(text + (*text == '+' || *text == '-'), 0);
}

int
main(int argc, char **argv)
{
	bool quiet = false;
	int c;

	tool_begin(argv, "tail",
		   "[-fqv] [-n [+]lines | -c [+]bytes] [file ...]");
	if (argc > 1 && (argv[1][0] == '-' || argv[1][0] == '+') &&
	    argv[1][1] >= '0' && argv[1][1] <= '9') {
		set_count(argv[1]);
		optind++;
	}
	while ((c = tool_option(argc, argv, ":c:fn:qv")) != -1) {
		follow |= c == 'f';
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
