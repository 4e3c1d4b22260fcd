/*
 * Text to floating point, exactly rounded.
 *
 * The text is read into an integer of digits D and an exponent, value
 * D * 10^e or (hexadecimal) D * 2^e. A decimal value is then a quotient of two
 * big integers, from which just as many bits are taken as the format has; the
 * remainder decides the rounding. There is no floating arithmetic in it.
 *
 * Read next: bignum.h, binary.h.
 */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <strings.h>

#include "number/binary.h"

#define TEN           10
#define NIBBLE        4
#define EXPONENT_STOP 1000000          /* beyond every format's range      */
#define HEX_DIGITS    31               /* that 128 bits hold with a bit more */

/*
 * More significant digits than these can not matter: a number half way
 * between two of the format's has at most that many. Digits beyond count as
 * "not zero" only. Bits for D, and for what it is divided by.
 */
#define DIGITS_MAX(places) ((places) * 3 / 4 + 40)
#define WORK_BITS(places)  ((DIGITS_MAX(places) + (places)) * 10 / 3 + 256)

/* Room for the two big integers. */
struct work {
	struct bignum top, bottom;
	size_t max_digits;
};

/* Powers of ten surely too large and too small: log10(2) < 1/3. */
#define MARGIN 16
#define TEN_MAX(f) (((f)->exponent_max + (f)->mantissa_bits) / 3 + MARGIN)
#define TEN_MIN(f) ((f)->exponent_min / 3 - MARGIN)

/* What the text says. `kind` is BINARY_NAN or BINARY_INFINITE for those
   words. */
struct text {
	enum binary_kind kind;
	bool negative;
	bool hex;
	const char *digits;            /* the first one that is not 0      */
	const char *digits_end;
	long exponent;                 /* of 10, or of 2, for the last one */
	const char *end;               /* NULL: this is no number          */
};

static unsigned int
hex_value(char ch)
{
	int c = (unsigned char)ch;

	return (unsigned int)(isdigit(c) ? c - '0' : tolower(c) - 'a' + TEN);
}

/* An exponent such as e-5; passed over only when it has digits. */
static long
read_exponent(const char **s, char letter)
{
	const char *p = *s;
	bool negative;
	long n = 0;

	if (tolower((unsigned char)*p) != letter)
		return 0;
	p++;
	negative = *p == '-';
	if (*p == '-' || *p == '+')
		p++;
	if (!isdigit((unsigned char)*p))
		return 0;
	for (; isdigit((unsigned char)*p); p++)
		if (n < EXPONENT_STOP)
			n = n * TEN + (*p - '0');
	*s = p;
	return negative ? -n : n;
}

static bool
is_digit(const struct text *t, char c)
{
	return t->hex ? isxdigit((unsigned char)c) :
			isdigit((unsigned char)c);
}

/* Digits with at most one point among them, and the exponent. */
static void
read_number(struct text *t, const char *p)
{
	const char *point = NULL;
	bool any = false;
	long places = 0;

	for (;; p++) {
		if (*p == '.' && point == NULL) {
			point = p;
			continue;
		}
		if (!is_digit(t, *p))
			break;
		any = true;
		if (*p != '0' && t->digits == NULL)
			t->digits = p;
		if (point != NULL)
			places++;
	}
	if (!any)
		return;
	t->digits_end = p;
	t->end = p;
	t->exponent = t->hex ? read_exponent(&t->end, 'p') - NIBBLE * places :
			       read_exponent(&t->end, 'e') - places;
}

/* "inf", "infinity", "nan", "nan(…)": the end, NULL if it is none. */
static const char *
read_word(const char *p, enum binary_kind *kind)
{
	const char *q;

	if (strncasecmp(p, "infinity", sizeof("infinity") - 1) == 0) {
		*kind = BINARY_INFINITE;
		return p + sizeof("infinity") - 1;
	}
	if (strncasecmp(p, "inf", sizeof("inf") - 1) == 0) {
		*kind = BINARY_INFINITE;
		return p + sizeof("inf") - 1;
	}
	if (strncasecmp(p, "nan", sizeof("nan") - 1) != 0)
		return NULL;
	*kind = BINARY_NAN;
	p += sizeof("nan") - 1;
	if (*p != '(')
		return p;
	for (q = p + 1; isalnum((unsigned char)*q) || *q == '_'; q++)
		;
	return *q == ')' ? q + 1 : p;
}

static struct text
read_text(const char *s)
{
	struct text t = { .kind = BINARY_FINITE };

	while (isspace((unsigned char)*s))
		s++;
	t.negative = *s == '-';
	if (*s == '-' || *s == '+')
		s++;
	t.end = read_word(s, &t.kind);
	if (t.end != NULL)
		return t;
	if (s[0] == '0' && (s[1] == 'x' || s[1] == 'X')) {
		t.hex = true;
		read_number(&t, s + 2);
		if (t.end != NULL)
			return t;
		t.hex = false;         /* "0x" and no digits: it is a 0 */
	}
	read_number(&t, s);
	return t;
}

/*
 * b = m * 2^e rounded to the format, to even when half way; `sticky` says
 * that m leaves out something below its last bit. m has more bits than the
 * format, or is exact. Sets ERANGE.
 */
static void
round_to_format(struct binary *b, const struct binary_format *f, uint128_t m,
		int e, bool sticky)
{
	int drop = 0;
	uint128_t rest, half;

	while (m >> drop >> f->mantissa_bits != 0 || e + drop < f->exponent_min)
		if (++drop >= (int)sizeof(m) * CHAR_BIT - 1)
			break;
	if (drop > 0) {
		half = (uint128_t)1 << (drop - 1);
		rest = m & (2 * half - 1);
		m = m >> drop;
		e += drop;
		if (rest > half || (rest == half && (sticky || (m & 1) != 0)))
			m++;
		sticky = sticky || rest != 0;
	}
	if (m >> f->mantissa_bits != 0) {
		m >>= 1;
		e++;
	}
	while (m != 0 && e > f->exponent_min &&
	       m >> (f->mantissa_bits - 1) == 0) {
		m <<= 1;
		e--;
	}
	b->mantissa = m;
	b->exponent = e;
	if (m != 0 && e > f->exponent_max)
		b->kind = BINARY_INFINITE;
	if (b->kind == BINARY_INFINITE ||
	    (sticky && m >> (f->mantissa_bits - 1) == 0))
		errno = ERANGE;
}

static void
convert_hex(struct binary *b, const struct binary_format *f,
	    const struct text *t)
{
	uint128_t m = 0;
	long e = t->exponent;
	bool sticky = false;
	int n = 0;

	for (const char *p = t->digits; p < t->digits_end; p++) {
		if (*p == '.')
			continue;
		if (n++ < HEX_DIGITS) {
			m = m << NIBBLE | hex_value(*p);
		} else {
			sticky = sticky || *p != '0';
			e += NIBBLE;
		}
	}
	if (sticky) {                  /* room for one more bit is left */
		m = m << 1 | 1;
		e--;
	}
	if (e > EXPONENT_STOP)
		e = EXPONENT_STOP;
	if (e < -EXPONENT_STOP)
		e = -EXPONENT_STOP;
	round_to_format(b, f, m, (int)e, sticky);
}

/* Reads the digits into w->top; the exponent of ten that goes with them. */
static long
read_digits(struct work *w, const struct text *t)
{
	long e = t->exponent;
	size_t n = 0;
	bool more = false;

	__big_set(&w->top, 0);
	for (const char *p = t->digits; p < t->digits_end; p++) {
		if (*p == '.')
			continue;
		if (n++ < w->max_digits) {
			__big_multiply(&w->top, TEN, (uint32_t)(*p - '0'));
		} else {
			more = more || *p != '0';
			e++;
		}
	}
	if (more) {
		__big_multiply(&w->top, TEN, 1);
		e--;
	}
	return e;
}

/*
 * The whole part of top / bottom, which has at most `bits` bits; top becomes
 * the remainder. `bottom` is shifted already to where the first bit is.
 */
static uint128_t
quotient(struct work *w, int bits)
{
	uint128_t q = 0;

	for (int i = 0; i < bits; i++) {
		q <<= 1;
		if (__big_compare(&w->top, &w->bottom) >= 0) {
			__big_subtract(&w->top, &w->bottom);
			q |= 1;
		}
		__big_shift_left(&w->top, 1);
	}
	return q;
}

static void
convert_big(struct binary *b, const struct binary_format *f, struct work *w,
	    long e)
{
	int bits = f->mantissa_bits + 2;       /* one may be 0, one rounds */
	int shift;
	uint128_t q;

	__big_set(&w->bottom, 1);
	if (e < 0)
		__big_multiply_power(&w->bottom, TEN, (unsigned int)-e);
	else
		__big_multiply_power(&w->top, TEN, (unsigned int)e);
	shift = (int)__big_bits(&w->top) - (int)__big_bits(&w->bottom);
	if (shift > 0)
		__big_shift_left(&w->bottom, (unsigned int)shift);
	else
		__big_shift_left(&w->top, (unsigned int)-shift);
	/* Now 1/2 < top / bottom < 2, and the first bit weighs 2^shift. */
	q = quotient(w, bits);
	round_to_format(b, f, q, shift - (bits - 1), !__big_is_zero(&w->top));
}

static void
convert_decimal(struct binary *b, const struct binary_format *f,
		struct work *w, const struct text *t)
{
	long e = read_digits(w, t);
	long magnitude = e + (long)__big_bits(&w->top) * 3 / TEN;

	/* Far outside the range: no need for integers of that size. */
	if (magnitude > TEN_MAX(f)) {
		b->kind = BINARY_INFINITE;
		errno = ERANGE;
	} else if (magnitude < TEN_MIN(f)) {
		errno = ERANGE;
	} else {
		convert_big(b, f, w, e);
	}
}

/* Everything but taking the bits together. */
static struct binary
convert(const char *s, char **end, const struct binary_format *f,
	struct work *w)
{
	struct text t = read_text(s);
	struct binary b = { .kind = t.kind, .negative = t.negative };

	if (end != NULL)
		*end = (char *)(t.end != NULL ? t.end : s);
	if (t.end == NULL)
		b.negative = false;
	if (t.end == NULL || t.kind != BINARY_FINITE || t.digits == NULL)
		return b;
	b.exponent = f->exponent_min;
	if (t.hex)
		convert_hex(&b, f, &t);
	else
		convert_decimal(&b, f, w, &t);
	return b;
}

/* Defines the words that a conversion of that size works with. */
#define WORK(w, places) \
	uint32_t top_words[BIGNUM_WORDS(WORK_BITS(places))]; \
	uint32_t bottom_words[BIGNUM_WORDS(WORK_BITS(places))]; \
	struct work w = { \
		.top.words = top_words, \
		.bottom.words = bottom_words, \
		.max_digits = DIGITS_MAX(places), \
	}

float
strtof(const char *restrict s, char **restrict end)
{
	static const struct binary_format format = BINARY_FORMAT(FLT);
	WORK(w, FLOAT_PLACES);
	struct binary b = convert(s, end, &format, &w);

	return __binary_to_float(&b);
}

double
strtod(const char *restrict s, char **restrict end)
{
	static const struct binary_format format = BINARY_FORMAT(DBL);
	WORK(w, DOUBLE_PLACES);
	struct binary b = convert(s, end, &format, &w);

	return __binary_to_double(&b);
}

long double
strtold(const char *restrict s, char **restrict end)
{
	static const struct binary_format format = BINARY_FORMAT(LDBL);
	WORK(w, LONG_PLACES);
	struct binary b = convert(s, end, &format, &w);

	return __binary_to_long(&b);
}

double
atof(const char *s)
{
	return strtod(s, NULL);
}
