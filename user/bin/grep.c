/*
 * grep: the lines of files that match a basic regular expression (regex.h).
 *
 * Exit status 0 when a line was selected, 1 when none was, 2 after an error.
 */
#include "regex.h"
#include "tool.h"

enum {
	STATUS_NONE = 1,
	STATUS_ERROR = 2,
};

static bool count, names_only, no_names, numbers, quiet;
static bool invert, fixed, matched_only, names;
static bool selected;
static struct regex re;

static bool
matches(const char *line)
{
	const char *end;

	return regex_find(&re, line, true, &end) != NULL;
}

static void
print_prefix(const char *path, unsigned long number)
{
	if (names)
		printf("%s:", path);
	if (numbers)
		printf("%lu:", number);
}

/* -o: each match on a line of its own. */
static void
print_matches(const char *path, unsigned long number, const char *line)
{
	const char *at = line, *start, *end;

	while ((start = regex_find(&re, at, at == line, &end)) != NULL) {
		if (end > start) {
			print_prefix(path, number);
			printf("%.*s\n", (int)(end - start), start);
		}
		if (*end == '\0' || re.pattern[0] == '^')
			return;
		at = end > start ? end : start + 1;
	}
}

static void
print_line(const char *path, unsigned long number, const char *line)
{
	if (matched_only && !invert) {
		print_matches(path, number, line);
		return;
	}
	print_prefix(path, number);
	puts(line);
}

static void
print_count(const char *path, unsigned long found)
{
	if (names)
		printf("%s:", path);
	printf("%lu\n", found);
}

static void
search(FILE *f, const char *path)
{
	unsigned long number = 0, found = 0;
	char *line = NULL;
	size_t size = 0;
	ssize_t n;

	while ((n = getline(&line, &size, f)) > 0) {
		if (line[n - 1] == '\n')
			line[n - 1] = '\0';
		number++;
		if (matches(line) == invert)
			continue;
		found++;
		selected = true;
		if (quiet || names_only)
			break;
		if (!count)
			print_line(path, number, line);
	}
	if (count && !quiet)
		print_count(path, found);
	if (names_only && found > 0)
		puts(path);
	free(line);
}

static void
take_option(int c)
{
	switch (c) {
	case 'c': count = true; break;
	case 'e': re.pattern = optarg; break;
	case 'F': fixed = true; break;
	case 'h': no_names = true; break;
	case 'i': re.fold = true; break;
	case 'l': names_only = true; break;
	case 'n': numbers = true; break;
	case 'o': matched_only = true; break;
	case 'q': quiet = true; break;
	case 'v': invert = true; break;
	default:  re.whole = true; break;
	}
}

/* -F: with a backslash before each character nothing is special. */
static char *
escape_all(const char *text)
{
	char *escaped = tool_alloc(2 * strlen(text) + 1);
	char *to = escaped;

	for (; *text != '\0'; text++) {
		*to++ = '\\';
		*to++ = *text;
	}
	*to = '\0';
	return escaped;
}

static void
prepare_pattern(void)
{
	const char *wrong;

	if (fixed) {
		re.pattern = escape_all(re.pattern);
		return;
	}
	wrong = regex_check(re.pattern);
	if (wrong == NULL)
		return;
	fprintf(stderr, "grep: bad pattern '%s': %s\n", re.pattern, wrong);
	exit(STATUS_ERROR);
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "grep", "[-cFhilnoqvx] pattern [file ...]");
	while ((c = tool_option(argc, argv, ":ce:Fhilnoqvx")) != -1)
		take_option(c);
	if (re.pattern == NULL && optind == argc)
		tool_usage();
	if (re.pattern == NULL)
		re.pattern = argv[optind++];
	prepare_pattern();
	names = argc - optind > 1 && !no_names;
	tool_each_file(argv + optind, search);
	if (tool_finish() != 0 && !(quiet && selected))
		return STATUS_ERROR;
	return selected ? 0 : STATUS_NONE;
}
