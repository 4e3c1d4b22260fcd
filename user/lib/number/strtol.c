/*
 * Text to integer. One routine reads the digits; the functions differ in
 * what fits their type.
 */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>

#define TEN      10
#define HEX      16
#define OCTAL    8
#define BASE_MAX 36

struct integer {
	uintmax_t magnitude;
	bool negative;
	bool overflow;
};

/* The value of a digit or letter, BASE_MAX for anything else. */
static unsigned int
digit_value(char ch)
{
	int c = (unsigned char)ch;

	if (isdigit(c))
		return (unsigned int)(c - '0');
	if (isalpha(c))
		return (unsigned int)(tolower(c) - 'a') + TEN;
	return BASE_MAX;
}

/* Passes over 0x where base 0 or 16 allows it; the base that applies. */
static unsigned int
read_prefix(const char **s, unsigned int base)
{
	const char *p = *s;

	if ((base == 0 || base == HEX) && p[0] == '0' &&
	    (p[1] == 'x' || p[1] == 'X') && digit_value(p[2]) < HEX) {
		*s += 2;
		return HEX;
	}
	if (base == 0)
		return p[0] == '0' ? OCTAL : TEN;
	return base;
}

/* Reads digits; false when there are none. */
static bool
read_digits(const char **s, unsigned int base, struct integer *n)
{
	const char *p = *s;
	unsigned int digit;

	for (; (digit = digit_value(*p)) < base; p++)
		if (__builtin_mul_overflow(n->magnitude, base, &n->magnitude) ||
		    __builtin_add_overflow(n->magnitude, digit, &n->magnitude))
			n->overflow = true;
	if (p == *s)
		return false;
	*s = p;
	return true;
}

static struct integer
read_integer(const char *s, char **end, int base)
{
	struct integer n = { 0 };
	const char *p = s;
	unsigned int real_base;

	if (end != NULL)
		*end = (char *)s;
	if (base < 0 || base == 1 || base > BASE_MAX) {
		errno = EINVAL;
		return n;
	}
	while (isspace((unsigned char)*p))
		p++;
	n.negative = *p == '-';
	if (*p == '-' || *p == '+')
		p++;
	real_base = read_prefix(&p, (unsigned int)base);
	if (read_digits(&p, real_base, &n) && end != NULL)
		*end = (char *)p;
	return n;
}

intmax_t
strtoimax(const char *restrict s, char **restrict end, int base)
{
	struct integer n = read_integer(s, end, base);
	uintmax_t limit = (uintmax_t)INTMAX_MAX + n.negative;

	if (n.overflow || n.magnitude > limit) {
		errno = ERANGE;
		n.magnitude = limit;
	}
	return (intmax_t)(n.negative ? -n.magnitude : n.magnitude);
}

uintmax_t
strtoumax(const char *restrict s, char **restrict end, int base)
{
	struct integer n = read_integer(s, end, base);

	if (n.overflow) {
		errno = ERANGE;
		return UINTMAX_MAX;
	}
	return n.negative ? -n.magnitude : n.magnitude;
}

long
strtol(const char *restrict s, char **restrict end, int base)
{
	return strtoimax(s, end, base);
}

long long
strtoll(const char *restrict s, char **restrict end, int base)
{
	return strtoimax(s, end, base);
}

unsigned long
strtoul(const char *restrict s, char **restrict end, int base)
{
	return strtoumax(s, end, base);
}

unsigned long long
strtoull(const char *restrict s, char **restrict end, int base)
{
	return strtoumax(s, end, base);
}

_Static_assert(sizeof(long) == sizeof(intmax_t) &&
	       sizeof(long long) == sizeof(intmax_t),
	       "strtol() needs a range check of its own");

int
atoi(const char *s)
{
	return (int)strtol(s, NULL, TEN);
}

long
atol(const char *s)
{
	return strtol(s, NULL, TEN);
}

long long
atoll(const char *s)
{
	return strtoll(s, NULL, TEN);
}
