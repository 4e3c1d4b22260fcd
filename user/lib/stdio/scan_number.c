/*
 * Numbers in the input of the scanf family. Only one byte can be put back, so
 * a number is collected as long as what is there can still become one; then
 * strtol() and its kin decide.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "stdio/scan.h"

#define TEN   10
#define HEX   16
#define OCTAL 8

void
__scan_text_begin(struct scan_text *t)
{
	t->s = t->start;
	t->size = sizeof(t->start);
	t->len = 0;
	t->failed = false;
	t->s[0] = '\0';
}

void
__scan_text_add(struct scan_text *t, int c)
{
	char *p;

	if (t->len + 1 >= t->size) {
		p = realloc(t->s == t->start ? NULL : t->s, 2 * t->size);
		if (p == NULL) {
			t->failed = true;
			return;
		}
		if (t->s == t->start)
			memcpy(p, t->start, t->len);
		t->s = p;
		t->size *= 2;
	}
	t->s[t->len++] = (char)c;
	t->s[t->len] = '\0';
}

void
__scan_text_free(struct scan_text *t)
{
	if (t->s != t->start)
		free(t->s);
}

/* Adds c and returns the next byte. */
static int
add(struct scan_input *in, struct scan_text *t, int c)
{
	__scan_text_add(t, c);
	return __scan_next(in);
}

static int
sign(struct scan_input *in, struct scan_text *t)
{
	int c = __scan_next(in);

	return c == '+' || c == '-' ? add(in, t, c) : c;
}

static bool
is_digit(int c, int base)
{
	if (base > TEN)
		return isxdigit(c);
	return c >= '0' && c < '0' + base;
}

static int
digits(struct scan_input *in, struct scan_text *t, int c, int base)
{
	while (is_digit(c, base))
		c = add(in, t, c);
	return c;
}

void
__scan_integer(struct scan_input *in, struct scan_text *t, int base)
{
	int c = sign(in, t);

	if (c == '0' && (base == 0 || base == HEX)) {
		c = add(in, t, c);
		if (tolower(c) == 'x') {
			c = add(in, t, c);
			base = HEX;
		} else if (base == 0) {
			base = OCTAL;
		}
	}
	__scan_back(in, digits(in, t, c, base == 0 ? TEN : base));
}

/* As much of `word` as the input has, in either case of letters. */
static int
word(struct scan_input *in, struct scan_text *t, int c, const char *letters)
{
	for (; *letters != '\0' && tolower(c) == *letters; letters++)
		c = add(in, t, c);
	return c;
}

static int
nan_word(struct scan_input *in, struct scan_text *t, int c)
{
	size_t before = t->len;

	c = word(in, t, c, "nan");
	if (t->len - before < sizeof("nan") - 1 || c != '(')
		return c;
	do
		c = add(in, t, c);
	while (isalnum(c) || c == '_');
	return c == ')' ? add(in, t, c) : c;
}

static int
infinity_word(struct scan_input *in, struct scan_text *t, int c)
{
	size_t before = t->len;

	c = word(in, t, c, "inf");
	if (t->len - before < sizeof("inf") - 1)
		return c;
	return word(in, t, c, "inity");
}

static int
mantissa_and_exponent(struct scan_input *in, struct scan_text *t, int c)
{
	int base = TEN;
	size_t before;

	if (c == '0') {
		c = add(in, t, c);
		if (tolower(c) == 'x') {
			c = add(in, t, c);
			base = HEX;
		}
	}
	before = t->len;
	c = digits(in, t, c, base);
	if (c == '.')
		c = digits(in, t, add(in, t, c), base);
	if (t->len == before && t->s[before - (before > 0)] != '0')
		return c;
	if (tolower(c) != (base == HEX ? 'p' : 'e'))
		return c;
	c = add(in, t, c);
	if (c == '+' || c == '-')
		c = add(in, t, c);
	return digits(in, t, c, TEN);
}

void
__scan_float(struct scan_input *in, struct scan_text *t)
{
	int c = sign(in, t);

	if (tolower(c) == 'n')
		c = nan_word(in, t, c);
	else if (tolower(c) == 'i')
		c = infinity_word(in, t, c);
	else
		c = mantissa_and_exponent(in, t, c);
	__scan_back(in, c);
}
