/*
 * tr: replaces characters of standard input: tr SET1 SET2. -d deletes those
 * of SET1, -s squeezes repetitions to one, -c takes all but those of SET1.
 * A set knows ranges (a-z), classes ([:upper:]), characters equal to one
 * ([=a=], that one), repetitions ([x*3], three times x) and escapes (\n,
 * \011); in the second [x*] is as many x as make it as long as the first.
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

/* [=x=] at *p, which is moved past it; false when there is none. */
static bool
add_equal(struct set *s, const char **p)
{
	const char *at = *p + 2;
	int c;

	if (strncmp(*p, "[=", 2) != 0 || *at == '\0')
		return false;
	c = read_char(&at);
	if (strncmp(at, "=]", 2) != 0)
		return false;
	set_add(s, c);
	*p = at + 2;
	return true;
}

/* [x*] or [x*N] at *p, N as octal if it begins with 0; the same. */
static bool
read_repeat(const char **p, int *c, long *count)
{
	enum { OCTAL = 8 };
	const char *at = *p + 1;
	char *end;

	if (**p != '[' || *at == '\0')
		return false;
	*c = read_char(&at);
	if (*at != '*')
		return false;
	*count = strtol(at + 1, &end, at[1] == '0' ? OCTAL : TOOL_DECIMAL);
	if (*end != ']' || *count < 0)
		return false;
	*p = end + 1;
	return true;
}

/* Makes the set so long by putting c where [c*] stood. */
static void
fill(struct set *s, int place, int c, int length)
{
	int n = length > s->n ? length - s->n : 0;

	memmove(s->chars + place + n, s->chars + place, s->n - place);
	memset(s->chars + place, c, n);
	s->n += n;
}

/* `length` is the first set's if this is the second, else 0. */
static void
read_set(struct set *s, const char *p, int length)
{
	int filled = -1, filler = 0, c;
	long count;

	s->n = 0;
	while (*p != '\0') {
		int low, high;

		if (add_class(s, &p) || add_equal(s, &p))
			continue;
		if (read_repeat(&p, &c, &count)) {
			if (count == 0 && length == 0) {
				tool_complain("[%c*] is for the second set", c);
				exit(TOOL_FAILED);
			}
			if (count == 0) {
				filled = s->n;
				filler = c;
			}
			while (count-- > 0)
				set_add(s, c);
			continue;
		}
		low = high = read_char(&p);
		if (*p == '-' && p[1] != '\0') {
			p++;
			high = read_char(&p);
		}
		if (high < low) {
			tool_complain("a range is the wrong way round");
			exit(TOOL_FAILED);
		}
		for (c = low; c <= high; c++)
			set_add(s, c);
	}
	if (filled >= 0)
		fill(s, filled, filler, length);
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
	read_set(&first, argv[optind], 0);
	if (complement)
		set_complement(&first);
	if (n > 1)
		read_set(&second, argv[optind + 1], first.n);
	make_map(map, &first, delete ? &none : &second);
	if (!squeeze)
		translate(map, &none);
	else
		translate(map, n > 1 ? &second : &first);
	return tool_finish();
}
