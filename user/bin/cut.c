/*
 * cut: parts of each line: bytes (-b, -c) or fields (-f) that stand between
 * tabs or what -d says. A list is 2, 2-4, 2-, -4 and any of them with commas;
 * -s leaves out lines without a separator.
 */
#include <ctype.h>
#include <limits.h>

#include "tool.h"

struct range {
	unsigned long first, last;
};

static struct range *ranges;
static size_t nranges;
static bool fields, only_separated;
static int separator = '\t';

static void __attribute__((noreturn))
bad_list(const char *list)
{
	tool_complain("not a list of numbers from 1 on: '%s'", list);
	exit(TOOL_FAILED);
}

/* A number at *p, which is moved past it; `missing` when there is none. */
static unsigned long
read_number(const char **p, unsigned long missing)
{
	char *end;
	unsigned long n;

	if (!isdigit((unsigned char)**p))
		return missing;
	n = strtoul(*p, &end, TOOL_DECIMAL);
	*p = end;
	return n;
}

static void
read_list(const char *list)
{
	const char *p = list;

	do {
		struct range r;

		r.first = r.last = read_number(&p, 0);
		if (*p == '-') {
			bool open = r.first == 0;

			p++;
			r.first = open ? 1 : r.first;
			r.last = read_number(&p, open ? 0 : ULONG_MAX);
		}
		if (r.first == 0 || r.last < r.first)
			bad_list(list);
		ranges = tool_realloc(ranges, (nranges + 1) * sizeof(r));
		ranges[nranges++] = r;
	} while ((*p == ',' || isblank((unsigned char)*p)) && p++);
	if (*p != '\0')
		bad_list(list);
}

static bool
is_wanted(unsigned long position)
{
	for (size_t i = 0; i < nranges; i++)
		if (position >= ranges[i].first && position <= ranges[i].last)
			return true;
	return false;
}

static void
cut_bytes(const char *line, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_wanted(i + 1))
			putchar(line[i]);
	putchar('\n');
}

static void
cut_fields(const char *line, size_t n)
{
	const char *end = line + n;
	unsigned long position = 0;
	bool more = false;

	if (memchr(line, separator, n) == NULL) {
		if (!only_separated)
			printf("%.*s\n", (int)n, line);
		return;
	}
	for (const char *p = line; p <= end;) {
		const char *stop = memchr(p, separator, end - p);

		if (stop == NULL)
			stop = end;
		if (is_wanted(++position)) {
			if (more)
				putchar(separator);
			fwrite(p, 1, stop - p, stdout);
			more = true;
		}
		p = stop + 1;
	}
	putchar('\n');
}

static void
cut_line(char *line, size_t n, bool ended)
{
	(void)ended;
	if (fields)
		cut_fields(line, n);
	else
		cut_bytes(line, n);
}

static void
cut(FILE *f, const char *path)
{
	(void)path;
	tool_each_line(f, cut_line);
}

static void
take_option(int c)
{
	switch (c) {
	case 'd':
		separator = (unsigned char)*optarg;
		if (*optarg == '\0' || optarg[1] != '\0') {
			tool_complain("-d takes one character");
			exit(TOOL_FAILED);
		}
		break;
	case 's':
		only_separated = true;
		break;
	case 'n':
		break;             /* no character has more than a byte */
	default:
		if (nranges > 0)
			tool_usage();
		fields = c == 'f';
		read_list(optarg);
	}
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "cut",
		   "-b list | -c list | -f list [-d char] [-s] [file ...]");
	while ((c = tool_option(argc, argv, ":b:c:d:f:ns")) != -1)
		take_option(c);
	if (nranges == 0)
		tool_usage();
	tool_each_file(argv + optind, cut);
	return tool_finish();
}
