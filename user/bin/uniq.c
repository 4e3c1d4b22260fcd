/*
 * uniq: drops lines that are equal to the one before. -c counts them, -d
 * shows only those that were repeated, -u only those that were not. -i takes
 * upper and lower case for the same, -f skips so many words and then -s so
 * many characters of each line, -w looks at so many. A second operand is
 * where to write.
 */
#include <ctype.h>
#include <limits.h>
#include <strings.h>

#include "tool.h"

static bool count, repeated, single, fold;
static long skip_words, skip_chars, most = LONG_MAX;

/* The part of a line that counts. */
static const char *
key_of(const char *line)
{
	for (long i = 0; i < skip_words; i++) {
		while (isblank((unsigned char)*line))
			line++;
		while (*line != '\0' && !isblank((unsigned char)*line))
			line++;
	}
	return line + strnlen(line, skip_chars);
}

static bool
is_same(const char *a, const char *b)
{
	a = key_of(a);
	b = key_of(b);
	return (fold ? strncasecmp(a, b, most) : strncmp(a, b, most)) == 0;
}

static void
show(const char *line, unsigned long times)
{
	if ((repeated && times == 1) || (single && times > 1))
		return;
	if (count)
		printf("%7lu ", times);
	fputs(line, stdout);
	putchar('\n');
}

static void
filter(FILE *f, const char *path)
{
	char *line = NULL, *previous = NULL;
	size_t size = 0, previous_size = 0;
	unsigned long times = 0;
	ssize_t n;

	(void)path;
	while ((n = getline(&line, &size, f)) > 0) {
		char *old = previous;
		size_t old_size = previous_size;

		if (line[n - 1] == '\n')
			line[n - 1] = '\0';
		if (times > 0 && is_same(line, previous)) {
			times++;
			continue;
		}
		if (times > 0)
			show(previous, times);
		times = 1;
		previous = line;
		previous_size = size;
		line = old;
		size = old_size;
	}
	if (times > 0)
		show(previous, times);
	free(line);
	free(previous);
}

static void
take_option(int c)
{
	switch (c) {
	case 'c': count = true; break;
	case 'd': repeated = true; break;
	case 'f': skip_words = tool_number(optarg, 0); break;
	case 'i': fold = true; break;
	case 's': skip_chars = tool_number(optarg, 0); break;
	case 'u': single = true; break;
	default:  most = tool_number(optarg, 0);
	}
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "uniq", "[-cdiu] [-f words] [-s characters] "
		   "[-w characters] [file [output]]");
	while ((c = tool_option(argc, argv, ":cdf:is:uw:")) != -1)
		take_option(c);
	if (argc - optind > 2)
		tool_usage();
	if (argc - optind == 2) {
		if (freopen(argv[argc - 1], "w", stdout) == NULL) {
			tool_error(argv[argc - 1]);
			return tool.status;
		}
		argv[argc - 1] = NULL;
	}
	tool_each_file(argv + optind, filter);
	return tool_finish();
}
