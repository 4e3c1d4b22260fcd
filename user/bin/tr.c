/*
 * tr: replaces characters of standard input: tr SET1 SET2. -d deletes those
 * of SET1, -s squeezes repetitions to one, -c takes all but those of SET1.
 * A set knows ranges (a-z), classes ([:upper:]) and escapes (\n, \011).
 */
#include "charclass.h"
#include "escape.h"
#include "tool.h"

enum { NCHARS = 256 };

/* A set's characters in order; the last is repeated where more are needed. */
struct set {
	unsigned char chars[2 * NCHARS];
	int n;
};

static bool delete, squeeze, complement;

static void
set_add(struct set *s, int c)
{
	if (s->n == (int)sizeof(s->chars)) {
		tool_complain("a set is too long");
		exit(TOOL_FAILED);
	}
	s->chars[s->n++] = c;
}

/* A class at *p, which is moved past it; false when there is none. */
static bool
add_class(struct set *s, const char **p)
{
	const struct charclass *class = charclass_read(p);

	for (int c = 0; class != NULL && c < NCHARS; c++)
		if (class->contains(c))
			set_add(s, c);
	return class != NULL;
}

static int
read_char(const char **p)
{
	int c = (unsigned char)*(*p)++;
	int escaped;

	if (c != '\\' || **p == '\0')
		return c;
	escaped = escape_read(p, 0);
	return escaped >= 0 ? escaped : (unsigned char)*(*p)++;
}

static void
read_set(struct set *s, const char *p)
{
	s->n = 0;
	while (*p != '\0') {
		int low, high;

		if (add_class(s, &p))
			continue;
		low = high = read_char(&p);
		if (*p == '-' && p[1] != '\0') {
			p++;
			high = read_char(&p);
		}
		if (high < low) {
			tool_complain("a range is the wrong way round");
			exit(TOOL_FAILED);
		}
		for (int c = low; c <= high; c++)
			set_add(s, c);
	}
}

/* Turns a set into all the characters that are not in it. */
static void
set_complement(struct set *s)
{
	bool in[NCHARS] = { false };

	for (int i = 0; i < s->n; i++)
		in[s->chars[i]] = true;
	s->n = 0;
	for (int c = 0; c < NCHARS; c++)
		if (!in[c])
			set_add(s, c);
}

/* What becomes of each character: another one, or EOF if it is deleted. */
static void
make_map(int *map, const struct set *from, const struct set *to)
{
	for (int c = 0; c < NCHARS; c++)
		map[c] = c;
	for (int i = 0; i < from->n; i++) {
		if (delete)
			map[from->chars[i]] = EOF;
		else if (to->n > 0)
			map[from->chars[i]] =
				to->chars[i < to->n ? i : to->n - 1];
	}
}

static void
translate(const int *map, const struct set *squeezed)
{
	bool squeezes[NCHARS] = { false };
	int c, last = EOF;

	for (int i = 0; i < squeezed->n; i++)
		squeezes[squeezed->chars[i]] = true;
	while ((c = getchar()) != EOF) {
		c = map[c];
		if (c == EOF || (c == last && squeezes[c]))
			continue;
		putchar(c);
		last = c;
	}
}

static void
read_options(int argc, char **argv)
{
	int c;

	while ((c = tool_option(argc, argv, ":cCds")) != -1) {
		complement |= c == 'c' || c == 'C';
		delete |= c == 'd';
		squeeze |= c == 's';
	}
}

int
main(int argc, char **argv)
{
	static struct set first, second, none;
	int map[NCHARS];
	int n;

	tool_begin(argv, "tr", "[-cds] set1 [set2]");
	read_options(argc, argv);
	n = argc - optind;
	if (n < 1 || n > 2 || (n == 1 && !delete && !squeeze))
		tool_usage();
	read_set(&first, argv[optind]);
	if (complement)
		set_complement(&first);
	if (n > 1)
		read_set(&second, argv[optind + 1]);
	make_map(map, &first, delete ? &none : &second);
	if (!squeeze)
		translate(map, &none);
	else
		translate(map, n > 1 ? &second : &first);
	return tool_finish();
}
