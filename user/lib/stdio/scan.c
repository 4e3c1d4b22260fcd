/*
 * The scanf family: reading the format, strings and sets of characters, and
 * storing. Numbers are in scan_number.c.
 */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "stdio/format.h"
#include "stdio/scan.h"
#include "stdio/stream.h"

#define TEN   10
#define HEX   16
#define OCTAL 8

/* How a conversion, or the whole call, ended. */
enum outcome {
	SCAN_DONE,
	SCAN_MISMATCH,             /* the input is not as the format says */
	SCAN_END,                  /* there is no input                   */
};

#define NCHARS (UCHAR_MAX + 1)

struct conversion {
	bool suppress;             /* '*': nothing is assigned            */
	bool allocate;             /* 'm': the string is from malloc()    */
	size_t width;              /* 0: none given                       */
	enum spec_length length;
	char letter;
	bool set[NCHARS];          /* of %[ and %s: what belongs to it    */
};

int
__scan_next(struct scan_input *in)
{
	int c;

	if (in->left == 0)
		return EOF;
	c = __stream_getc(in->file);
	if (c != EOF) {
		in->consumed++;
		in->left--;
	}
	return c;
}

void
__scan_back(struct scan_input *in, int c)
{
	if (c == EOF)
		return;
	__stream_back(in->file, c);
	in->consumed--;
	in->left++;
}

/* False when the input ends there. */
static bool
skip_space(struct scan_input *in)
{
	int c;

	in->left = SCAN_UNLIMITED;
	do
		c = __scan_next(in);
	while (isspace(c));
	__scan_back(in, c);
	return c != EOF;
}

static void
store_integer(void *to, enum spec_length length, uintmax_t n)
{
	switch (length) {
	case LENGTH_CHAR:
		*(unsigned char *)to = (unsigned char)n;
		break;
	case LENGTH_SHORT:
		*(unsigned short *)to = (unsigned short)n;
		break;
	case LENGTH_INT:
		*(unsigned int *)to = (unsigned int)n;
		break;
	default:
		*(unsigned long *)to = n;
	}
}

static enum outcome
end_number(const struct scan_text *t, const char *end)
{
	return !t->failed && t->len > 0 && *end == '\0' && end > t->s ?
	       SCAN_DONE : SCAN_MISMATCH;
}

static enum outcome
scan_integer(struct scan_input *in, const struct conversion *v, int base,
	     struct arguments *args)
{
	bool is_signed = v->letter == 'd' || v->letter == 'i';
	struct scan_text t;
	enum outcome outcome;
	uintmax_t n;
	char *end;

	__scan_text_begin(&t);
	__scan_integer(in, &t, base);
	n = is_signed ? (uintmax_t)strtoimax(t.s, &end, base) :
			strtoumax(t.s, &end, base);
	outcome = end_number(&t, end);
	__scan_text_free(&t);
	if (outcome == SCAN_DONE && !v->suppress)
		store_integer(va_arg(args->ap, void *), v->length, n);
	return outcome;
}

static void
store_float(void *to, enum spec_length length, const char *text, char **end)
{
	switch (length) {
	case LENGTH_LONG_DOUBLE:
		*(long double *)to = strtold(text, end);
		break;
	case LENGTH_LONG:
		*(double *)to = strtod(text, end);
		break;
	default:
		*(float *)to = strtof(text, end);
	}
}

static enum outcome
scan_float(struct scan_input *in, const struct conversion *v,
	   struct arguments *args)
{
	struct scan_text t;
	enum outcome outcome;
	char *end;

	__scan_text_begin(&t);
	__scan_float(in, &t);
	strtod(t.s, &end);
	outcome = end_number(&t, end);
	if (outcome == SCAN_DONE && !v->suppress)
		store_float(va_arg(args->ap, void *), v->length, t.s, &end);
	__scan_text_free(&t);
	return outcome;
}

/* Where the characters of %s, %[ and %c go. */
struct receiver {
	char *memory;              /* the caller's; NULL: nowhere, or text */
	struct scan_text *text;    /* with 'm'                             */
	size_t n;
};

static void
receive(struct receiver *r, int c)
{
	r->n++;
	if (r->memory != NULL)
		*r->memory++ = (char)c;
	else if (r->text != NULL)
		__scan_text_add(r->text, c);
}

/* Hands the text over as memory from malloc(). */
static enum outcome
give_away(struct scan_text *t, char **to)
{
	char *s = NULL;

	if (!t->failed)
		s = t->s == t->start ? strdup(t->s) : t->s;
	if (s == NULL || t->failed)
		__scan_text_free(t);
	*to = s;
	return s != NULL ? SCAN_DONE : SCAN_MISMATCH;
}

static enum outcome
scan_characters(struct scan_input *in, const struct conversion *v,
		struct arguments *args)
{
	struct receiver r = { .n = 0 };
	struct scan_text text;
	void *to = v->suppress ? NULL : va_arg(args->ap, void *);
	int c;

	if (v->allocate && !v->suppress) {
		__scan_text_begin(&text);
		r.text = &text;
	} else {
		r.memory = to;
	}
	while ((c = __scan_next(in)) != EOF && v->set[c])
		receive(&r, c);
	__scan_back(in, c);
	if (r.n == 0)
		return c == EOF ? SCAN_END : SCAN_MISMATCH;
	if (r.text != NULL)
		return give_away(&text, to);
	if (to != NULL && v->letter != 'c')
		*r.memory = '\0';
	return SCAN_DONE;
}

/* Reads "abc]", "^abc]" or "a-z]" into the set; what follows it. */
static const char *
read_set(const char *p, bool *set)
{
	bool member = *p != '^';
	const char *first;

	if (*p == '^')
		p++;
	memset(set, !member, NCHARS);
	for (first = p; *p != '\0' && (*p != ']' || p == first); p++) {
		unsigned char low = (unsigned char)*p, high = low;

		if (p[1] == '-' && p[2] != ']' && p[2] != '\0') {
			high = (unsigned char)p[2];
			p += 2;
		}
		for (unsigned int c = low; c <= high; c++)
			set[c] = member;
	}
	return *p == ']' ? p + 1 : p;
}

/* What stands between '%' and the end of the conversion; returns the end. */
static const char *
read_conversion(const char *p, struct conversion *v)
{
	v->suppress = *p == '*';
	if (v->suppress)
		p++;
	for (v->width = 0; isdigit((unsigned char)*p); p++)
		if (v->width < INT_MAX)
			v->width = v->width * TEN + (size_t)(*p - '0');
	v->allocate = *p == 'm';
	if (v->allocate)
		p++;
	p = __format_length(p, &v->length);
	v->letter = *p;
	if (*p == '\0')
		return p;
	p++;
	if (v->letter == '[')
		return read_set(p, v->set);
	for (int c = 0; c < NCHARS && (v->letter == 's' || v->letter == 'c');
	     c++)
		v->set[c] = v->letter == 'c' || !isspace(c);
	return p;
}

static enum outcome
convert(struct scan_input *in, const struct conversion *v,
	struct arguments *args)
{
	switch (v->letter) {
	case 'd': case 'u':
		return scan_integer(in, v, TEN, args);
	case 'i':
		return scan_integer(in, v, 0, args);
	case 'o':
		return scan_integer(in, v, OCTAL, args);
	case 'x': case 'X':
		return scan_integer(in, v, HEX, args);
	case 'p': {
		struct conversion pointer = *v;

		pointer.length = LENGTH_LONG;
		return scan_integer(in, &pointer, HEX, args);
	}
	case 'a': case 'e': case 'f': case 'g':
	case 'A': case 'E': case 'F': case 'G':
		return scan_float(in, v, args);
	case 'c': case 's': case '[':
		return scan_characters(in, v, args);
	case '%':
		return __scan_next(in) == '%' ? SCAN_DONE : SCAN_MISMATCH;
	}
	errno = EINVAL;
	return SCAN_MISMATCH;
}

/* One conversion with the white space before it. */
static enum outcome
scan_one(struct scan_input *in, struct conversion *v, struct arguments *args)
{
	if (v->letter == 'n') {
		if (!v->suppress)
			store_integer(va_arg(args->ap, void *), v->length,
				      in->consumed);
		return SCAN_DONE;
	}
	if (v->letter != 'c' && v->letter != '[' && !skip_space(in))
		return SCAN_END;
	in->left = SCAN_UNLIMITED;
	if (v->width > 0)
		in->left = v->width;
	else if (v->letter == 'c')
		in->left = 1;
	return convert(in, v, args);
}

/* A character of the format that is no conversion. */
static enum outcome
match(struct scan_input *in, char expected)
{
	int c;

	in->left = SCAN_UNLIMITED;
	c = __scan_next(in);
	if (c == (unsigned char)expected)
		return SCAN_DONE;
	__scan_back(in, c);
	return c == EOF ? SCAN_END : SCAN_MISMATCH;
}

static int
scan(FILE *f, const char *format, struct arguments *args)
{
	struct scan_input in = { .file = f };
	struct conversion v;
	enum outcome outcome = SCAN_DONE;
	int assigned = 0;

	while (*format != '\0' && outcome == SCAN_DONE) {
		char c = *format++;

		if (isspace((unsigned char)c)) {
			skip_space(&in);
		} else if (c != '%') {
			outcome = match(&in, c);
		} else {
			format = read_conversion(format, &v);
			outcome = scan_one(&in, &v, args);
			assigned += outcome == SCAN_DONE && !v.suppress &&
				    v.letter != 'n' && v.letter != '%';
		}
	}
	return outcome == SCAN_END && assigned == 0 ? EOF : assigned;
}

int
vfscanf(FILE *restrict f, const char *restrict format, va_list ap)
{
	struct arguments args;
	int n;

	va_copy(args.ap, ap);
	n = scan(f, format, &args);
	va_end(args.ap);
	return n;
}

int
vsscanf(const char *restrict s, const char *restrict format, va_list ap)
{
	FILE f = {
		.fd = STREAM_NO_FILE,
		.flags = STREAM_READ | STREAM_READING,
		.buf = (unsigned char *)s,
		.size = strlen(s),
		.end = strlen(s),
	};

	return vfscanf(&f, format, ap);
}
