/*
 * sort: the lines of all files in order. -n compares the numbers that keys
 * begin with, -h numbers with units (2K, 1G), -f takes upper and lower case
 * for the same, -d looks at letters, digits and blanks only, -i at what can be
 * printed, -b skips blanks before a key, -r turns the order round. -k
 * FROM[,TO] names a key, FIELD or FIELD.CHARACTER each with letters of its own
 * orders behind it; -t is what stands between fields, else the change to a
 * blank. -u drops lines with equal keys, -s leaves them as they came, -c only
 * checks one file, -C without a word. -m is for files that are in order, which
 * are sorted as any. With -z lines end in zero bytes. The status is 2 after
 * any error.
 */
#include <ctype.h>

#include "sort_number.h"
#include "tool.h"

enum { STATUS_DISORDER = 1 };

enum { NUMERIC = 1, HUMAN = 2, FOLD = 4, WORDS = 8, BLANKS = 16,
       REVERSE = 32, PRINTED = 64 };

static const char letters[] = "nhfdbri";  /* in the order of the bits */

struct line {
	char *text;
	size_t n, at;              /* at: which line of the input         */
};

/* A place in a line: counted from 1; character 0 is the field's end. */
struct place {
	long field, character;
};

struct key {
	struct place start, end;   /* end.field 0: the line's end         */
	int flags;
};

static struct line *lines;
static size_t nlines, capacity;
static struct key *keys;
static size_t nkeys;
static int flags;
static int separator = EOF;
static bool unique, stable, check, quiet;
static int line_end = '\n';
static const char *output;

static void
read_lines(FILE *f, const char *path)
{
	char *text = NULL;
	size_t size = 0;
	ssize_t n;

	(void)path;
	while ((n = getdelim(&text, &size, line_end, f)) > 0) {
		n -= text[n - 1] == line_end;
		if (nlines == capacity) {
			capacity = 2 * capacity + BUFSIZ;
			lines = tool_realloc(lines, capacity * sizeof(*lines));
		}
		lines[nlines] = (struct line){ tool_alloc(n), n, nlines };
		memcpy(lines[nlines++].text, text, n);
	}
	free(text);
}

/* --- keys of a line --------------------------------------------------- */

static const char *
skip_blanks(const char *p, const char *end)
{
	while (p < end && isblank((unsigned char)*p))
		p++;
	return p;
}

/* The end of the field at p. Blanks before a field belong to it. */
static const char *
field_end(const char *p, const char *end)
{
	const char *stop;

	if (separator != EOF) {
		stop = memchr(p, separator, end - p);
		return stop != NULL ? stop : end;
	}
	p = skip_blanks(p, end);
	while (p < end && !isblank((unsigned char)*p))
		p++;
	return p;
}

static const char *
field_start(const char *p, const char *end, long field)
{
	while (--field > 0 && p < end) {
		p = field_end(p, end);
		p += p < end && separator != EOF;
	}
	return p;
}

static const char *
find_place(const struct line *l, const struct place *place, bool blanks)
{
	const char *end = l->text + l->n;
	const char *p = field_start(l->text, end, place->field);

	if (place->character == 0)
		return field_end(p, end);
	if (blanks)
		p = skip_blanks(p, end);
	return place->character - 1 < end - p ? p + place->character - 1 : end;
}

/* The text of a key: *end is its end. */
static const char *
key_text(const struct line *l, const struct key *key, const char **end)
{
	bool blanks = key->flags & BLANKS;
	const char *start = find_place(l, &key->start, blanks);

	*end = l->text + l->n;
	if (key->end.field > 0) {
		*end = find_place(l, &key->end, blanks);
		*end += key->end.character > 0 && *end < l->text + l->n;
	}
	if (*end < start)
		*end = start;
	return start;
}

/* --- order ------------------------------------------------------------ */

/* The next character that counts, at *p, which is moved past it; or EOF. */
static int
next_char(const char **p, const char *end, int how)
{
	while (*p < end) {
		int c = (unsigned char)*(*p)++;

		if (((how & WORDS) && !isalnum(c) && !isblank(c)) ||
		    ((how & PRINTED) && !isprint(c)))
			continue;
		return how & FOLD ? toupper(c) : c;
	}
	return EOF;
}

static int
compare_text(const char *a, const char *a_end, const char *b,
	     const char *b_end, int how)
{
	size_t n = a_end - a, m = b_end - b;
	int x, y;

	if (!(how & (WORDS | FOLD | PRINTED))) {
		x = memcmp(a, b, n < m ? n : m);
		return x != 0 ? x : (n > m) - (n < m);
	}
	do {
		x = next_char(&a, a_end, how);
		y = next_char(&b, b_end, how);
	} while (x == y && x != EOF);
	return x - y;
}

static int
compare_key(const struct line *x, const struct line *y, const struct key *key)
{
	const char *a_end, *b_end;
	const char *a = key_text(x, key, &a_end), *b = key_text(y, key, &b_end);
	int order;

	if (key->flags & (NUMERIC | HUMAN))
		order = sort_numbers(a, a_end, b, b_end, key->flags & HUMAN);
	else
		order = compare_text(a, a_end, b, b_end, key->flags);
	return key->flags & REVERSE ? -order : order;
}

static int
compare_keys(const struct line *x, const struct line *y)
{
	int order = 0;

	for (size_t i = 0; i < nkeys && order == 0; i++)
		order = compare_key(x, y, &keys[i]);
	return order;
}

/* Lines with equal keys are in the order of the whole, else as they came. */
static int
compare(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	int order = compare_keys(x, y);

	if (order == 0 && !unique && !stable) {
		order = compare_text(x->text, x->text + x->n, y->text,
				     y->text + y->n, 0);
		if (flags & REVERSE)
			order = -order;
	}
	if (order != 0)
		return order;
	return (x->at > y->at) - (x->at < y->at);
}

/* --- options ---------------------------------------------------------- */

static void __attribute__((noreturn))
bad_key(const char *text)
{
	tool_complain("not a key: '%s'", text);
	exit(TOOL_USAGE);
}

static long
read_number(const char **p, const char *text, long least)
{
	char *end;
	long n = strtol(*p, &end, TOOL_DECIMAL);

	if (!isdigit((unsigned char)**p) || n < least)
		bad_key(text);
	*p = end;
	return n;
}

/* FIELD[.CHARACTER] and letters. */
static void
read_place(const char **p, const char *text, struct place *place, int *how,
	   long least)
{
	const char *found;

	place->field = read_number(p, text, 1);
	if (**p == '.') {
		(*p)++;
		place->character = read_number(p, text, least);
	}
	while (**p != '\0' && (found = strchr(letters, **p)) != NULL) {
		*how |= 1 << (found - letters);
		(*p)++;
	}
}

static void
add_key(const char *text)
{
	struct key key = { .start = { 1, 1 } };
	const char *p = text;

	read_place(&p, text, &key.start, &key.flags, 1);
	if (*p == ',') {
		p++;
		read_place(&p, text, &key.end, &key.flags, 0);
	}
	if (*p != '\0')
		bad_key(text);
	keys = tool_realloc(keys, (nkeys + 1) * sizeof(*keys));
	keys[nkeys++] = key;
}

static void
take_option(int c)
{
	const char *found = strchr(letters, c);

	if (found != NULL)
		flags |= 1 << (found - letters);
	unique |= c == 'u';
	stable |= c == 's';
	check |= c == 'c' || c == 'C';
	quiet |= c == 'C';
	if (c == 'z')
		line_end = '\0';
	if (c == 'k')
		add_key(optarg);
	if (c == 'o')
		output = optarg;
	if (c == 't') {
		separator = strcmp(optarg, "\\0") == 0 ? '\0' :
			    (unsigned char)*optarg;
		if (*optarg == '\0' || (optarg[1] != '\0' && separator != 0))
			tool_usage();
	}
}

/* Keys without letters are compared as all is; without keys the line is. */
static void
finish_keys(void)
{
	if (nkeys == 0)
		add_key("1");
	for (size_t i = 0; i < nkeys; i++)
		if (keys[i].flags == 0)
			keys[i].flags = flags;
}

static int
check_order(void)
{
	for (size_t i = 1; i < nlines; i++) {
		int order = unique ? compare_keys(&lines[i - 1], &lines[i])
				   : compare(&lines[i - 1], &lines[i]);

		if (order < 0)
			continue;
		if (!quiet)
			tool_complain("line %zu is out of order", i + 1);
		return STATUS_DISORDER;
	}
	return 0;
}

static void
print_lines(void)
{
	for (size_t i = 0; i < nlines; i++) {
		if (unique && i > 0 &&
		    compare_keys(&lines[i - 1], &lines[i]) == 0)
			continue;
		fwrite(lines[i].text, 1, lines[i].n, stdout);
		putchar(line_end);
	}
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "sort", "[-bcCdfhimnrsuz] [-k from[,to]] [-o file] "
		   "[-t character] [file ...]");
	while ((c = tool_option(argc, argv, ":bcCdfhik:mno:rst:uz")) != -1)
		take_option(c);
	if (check && argc - optind > 1)
		tool_usage();
	finish_keys();
	tool_each_file(argv + optind, read_lines);
	if (tool.status != 0)
		return TOOL_USAGE;
	if (check)
		return check_order();
	if (nlines > 0)
		qsort(lines, nlines, sizeof(*lines), compare);
	if (output != NULL && freopen(output, "w", stdout) == NULL) {
		tool_error(output);
		return TOOL_USAGE;
	}
	print_lines();
	return tool_finish() != 0 ? TOOL_USAGE : 0;
}
