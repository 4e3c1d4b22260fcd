/*
 * grep: the lines of files that match one of some regular expressions
 * (regex.h), basic ones or with -E extended ones.
 *
 * From a zero byte on a file is taken for no text: that it matches is said,
 * its lines are not shown. With -a they are.
 *
 * Exit status 0 when a line was selected, 1 when none was, 2 after an error.
 */
#include <dirent.h>
#include <limits.h>
#include <sys/stat.h>

#include "regex.h"
#include "tool.h"

enum {
	STATUS_NONE = 1,
	STATUS_ERROR = 2,
};

/* A line that may be shown as what stood before a match. */
struct kept {
	char *text;
	size_t n;
};

static bool count, names_only, others_only, numbers, quiet, silent;
static bool invert, fixed, matched_only, recurse, all_is_text;
static bool no_names, always_names, names;
static int flags;
static long before, after, most = LONG_MAX;
static bool selected, printed;

static struct regex *patterns;
static size_t npatterns;
static char **texts;               /* of the patterns, before compiling */
static size_t ntexts;

static struct kept *kept;          /* line i at i % before */
static unsigned long last;         /* number of the last line printed */

/* --- patterns --------------------------------------------------------- */

/* Each line of the text is a pattern of its own. */
static void
add_patterns(const char *text)
{
	do {
		size_t n = strcspn(text, "\n");
		char *copy = tool_alloc(n + 1);

		memcpy(copy, text, n);
		copy[n] = '\0';
		texts = tool_realloc(texts, (ntexts + 1) * sizeof(*texts));
		texts[ntexts++] = copy;
		text += n;
	} while (*text++ != '\0');
}

static void
add_pattern_file(const char *path)
{
	FILE *f = tool_open(path);
	size_t n;
	char *text;

	if (f == NULL)
		exit(STATUS_ERROR);
	text = tool_read_all(f, &n);
	text = tool_realloc(text, n + 1);
	text[n > 0 && text[n - 1] == '\n' ? n - 1 : n] = '\0';
	if (n > 0)
		add_patterns(text);
	free(text);
	tool_close(f, path);
}

/* -F: with a backslash before what is special nothing is. */
static char *
escape_special(const char *text)
{
	char *escaped = tool_alloc(2 * strlen(text) + 1);
	char *to = escaped;

	for (; *text != '\0'; text++) {
		if (strchr("\\.[*^$", *text) != NULL)
			*to++ = '\\';
		*to++ = *text;
	}
	*to = '\0';
	return escaped;
}

static void
compile_patterns(void)
{
	patterns = tool_alloc(ntexts * sizeof(*patterns));
	for (; npatterns < ntexts; npatterns++) {
		char *text = texts[npatterns];
		const char *wrong;

		if (fixed)
			text = escape_special(text);
		wrong = regex_compile(&patterns[npatterns], text, flags);
		if (wrong == NULL)
			continue;
		fprintf(stderr, "grep: bad pattern '%s': %s\n", text, wrong);
		exit(STATUS_ERROR);
	}
}

/* The leftmost match of any pattern, the longest if there are several. */
static bool
find(const char *line, size_t n, size_t from, struct regex_span *best)
{
	struct regex_span spans[REGEX_GROUPS];
	bool found = false;

	for (size_t i = 0; i < npatterns; i++) {
		if (!regex_find(&patterns[i], line, n, from,
				best != NULL ? spans : NULL))
			continue;
		if (best == NULL)
			return true;
		if (!found || spans->start < best->start ||
		    (spans->start == best->start && spans->end > best->end))
			*best = *spans;
		found = true;
	}
	return found;
}

/* --- output ----------------------------------------------------------- */

/* `mark` is ':' for selected lines, '-' for those around them. */
static void
print_line(const char *path, unsigned long number, char mark,
	   const char *text, size_t n)
{
	if (names)
		printf("%s%c", path, mark);
	if (numbers)
		printf("%lu%c", number, mark);
	fwrite(text, 1, n, stdout);
	putchar('\n');
	last = number;
	printed = true;
}

/* -o: each match on a line of its own. */
static void
print_matches(const char *path, unsigned long number, const char *line,
	      size_t n)
{
	struct regex_span m = { 0, 0 };
	size_t from = 0;

	while (from <= n && find(line, n, from, &m)) {
		if (m.end > m.start)
			print_line(path, number, ':', line + m.start,
				   m.end - m.start);
		from = m.end > m.start ? m.end : m.end + 1;
	}
}

/* The kept lines before `number`, and "--" where lines are left out. */
static void
print_before(const char *path, unsigned long number)
{
	unsigned long first = number > (unsigned long)before ?
			      number - before : 1;

	if (first <= last)
		first = last + 1;
	if (printed && (before > 0 || after > 0) &&
	    (last == 0 || first > last + 1))
		puts("--");
	for (; first < number; first++) {
		struct kept *k = &kept[first % before];

		print_line(path, first, '-', k->text, k->n);
	}
}

static void
keep(unsigned long number, const char *line, size_t n)
{
	struct kept *k;

	if (before == 0)
		return;
	k = &kept[number % before];
	k->text = tool_realloc(k->text, n);
	memcpy(k->text, line, n);
	k->n = n;
}

static void
print_selected(const char *path, unsigned long number, const char *line,
	       size_t n)
{
	print_before(path, number);
	if (matched_only && !invert)
		print_matches(path, number, line, n);
	else if (!matched_only)
		print_line(path, number, ':', line, n);
}

static void
say_binary(const char *path)
{
	fflush(stdout);
	fprintf(stderr, "grep: %s: binary file matches\n", path);
}

/* --- files ------------------------------------------------------------ */

/* Lines that are selected; `left` is how many lines to show after one. */
static unsigned long
search_lines(FILE *f, const char *path)
{
	unsigned long number = 0, found = 0;
	bool shows = !count && !names_only && !others_only && !quiet;
	bool binary = false;
	char *line = NULL;
	size_t size = 0;
	long left = 0;
	ssize_t n;

	while ((found < (unsigned long)most || left > 0) &&
	       (n = getline(&line, &size, f)) > 0) {
		n -= line[n - 1] == '\n';
		number++;
		binary |= !all_is_text && memchr(line, '\0', n) != NULL;
		if (found < (unsigned long)most &&
		    find(line, n, 0, NULL) != invert) {
			found++;
			if (shows && binary)
				say_binary(path);
			if ((!shows || binary) && !count)
				break;
			if (shows)
				print_selected(path, number, line, n);
			left = shows ? after : 0;
		} else if (left > 0 && !binary) {
			print_line(path, number, '-', line, n);
			left--;
		}
		keep(number, line, n);
	}
	free(line);
	return found;
}

static void
search(FILE *f, const char *path)
{
	unsigned long found;

	last = 0;
	found = search_lines(f, path);
	selected |= found > 0;
	if (count && !quiet && !names_only && !others_only) {
		if (names)
			printf("%s:", path);
		printf("%lu\n", found);
	}
	if (!quiet && (found > 0 ? names_only : others_only))
		puts(path);
}

static void
complain(const char *path)
{
	if (silent)
		tool.status = TOOL_FAILED;
	else
		tool_error(path);
}

static void search_path(const char *path);

/* Names in the folder are shown with `prefix`, NULL: alone. */
static void
search_folder(const char *path, const char *prefix)
{
	DIR *dir = opendir(path);
	struct dirent *d;

	if (dir == NULL) {
		complain(path);
		return;
	}
	while ((d = readdir(dir)) != NULL) {
		char *full;

		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		full = prefix != NULL ? tool_join(prefix, d->d_name)
				      : strdup(d->d_name);
		if (full != NULL)
			search_path(full);
		free(full);
	}
	closedir(dir);
}

static void
search_path(const char *path)
{
	bool standard = strcmp(path, "-") == 0;
	struct stat st;
	FILE *f;

	if (recurse && !standard && stat(path, &st) == 0 &&
	    S_ISDIR(st.st_mode)) {
		search_folder(path, path);
		return;
	}
	f = standard ? stdin : fopen(path, "r");
	if (f == NULL) {
		complain(path);
		return;
	}
	search(f, standard ? "(standard input)" : path);
	if (ferror(f))
		complain(path);
	if (f != stdin)
		fclose(f);
}

/* --- options ---------------------------------------------------------- */

static void
take_number(int c)
{
	long n = tool_number(optarg, 0);

	if (c == 'm')
		most = n;
	if (c == 'A' || c == 'C')
		after = n;
	if (c == 'B' || c == 'C')
		before = n;
}

static void
take_option(int c)
{
	switch (c) {
	case 'a': all_is_text = true; break;
	case 'c': count = true; break;
	case 'E': flags |= REGEX_EXTENDED; fixed = false; break;
	case 'e': add_patterns(optarg); break;
	case 'F': flags &= ~REGEX_EXTENDED; fixed = true; break;
	case 'f': add_pattern_file(optarg); break;
	case 'G': flags &= ~REGEX_EXTENDED; fixed = false; break;
	case 'h': no_names = true; break;
	case 'H': always_names = true; break;
	case 'i': flags |= REGEX_FOLD; break;
	case 'L': others_only = true; break;
	case 'l': names_only = true; break;
	case 'n': numbers = true; break;
	case 'o': matched_only = true; break;
	case 'q': quiet = true; break;
	case 'R':
	case 'r': recurse = true; break;
	case 's': silent = true; break;
	case 'v': invert = true; break;
	case 'w': flags |= REGEX_WORD; break;
	case 'x': flags |= REGEX_LINE; break;
	default:  take_number(c);
	}
}

int
main(int argc, char **argv)
{
	bool given = false;
	int c;

	tool_begin(argv, "grep", "[-aEFchHilLnoqrsvwx] [-A lines] [-B lines] "
		   "[-C lines] [-m count]\n    pattern | -e pattern ... | "
		   "-f file  [file ...]");
	while ((c = tool_option(argc, argv,
				":A:B:C:acEe:Ff:GhHiLlm:noqRrsvwx")) != -1) {
		given |= c == 'e' || c == 'f';
		take_option(c);
	}
	if (!given && optind == argc)
		tool_usage();
	if (!given)
		add_patterns(argv[optind++]);
	compile_patterns();
	kept = tool_alloc(before * sizeof(*kept));
	for (long i = 0; i < before; i++)
		kept[i] = (struct kept){ NULL, 0 };
	names = (argc - optind > 1 || recurse || always_names) && !no_names;
	if (optind == argc && recurse)
		search_folder(".", NULL);
	else if (optind == argc)
		search_path("-");
	for (; optind < argc; optind++)
		search_path(argv[optind]);
	if (tool_finish() != 0 && !(quiet && selected))
		return STATUS_ERROR;
	return selected ? 0 : STATUS_NONE;
}
