/*
 * The conversions a, e, f and g of the printf family, exactly rounded: all
 * digits of the number are computed, then cut (number/decimal.c). Room for
 * all digits of a long double is taken only when one is printed.
 */
#include <limits.h>
#include <string.h>

#include "number/decimal.h"
#include "stdio/format.h"

#define DEFAULT_PRECISION 6
#define TEN               10
#define POINT_MIN         (-4)         /* least exponent that %g writes as %f */
#define EXPONENT_MAX      8            /* characters of one, "e+01234"        */
#define LOWER             ('a' - 'A')

/* All that a conversion works with. */
struct number {
	struct sink *to;
	struct spec spec;
	struct field field;
	struct decimal decimal;
	char exponent[EXPONENT_MAX];
};

static bool
is_upper(const struct spec *s)
{
	return s->letter < 'a';
}

static char
lower_letter(const struct spec *s)
{
	return (char)(is_upper(s) ? s->letter + LOWER : s->letter);
}

/* "e+05": a letter, a sign, at least `least` digits. */
static void
add_exponent(struct number *n, char letter, int exponent, int least)
{
	char *p = n->exponent + EXPONENT_MAX;
	unsigned int rest = exponent < 0 ? -(unsigned int)exponent :
					   (unsigned int)exponent;

	for (; rest > 0 || least > 0; rest /= TEN, least--)
		*--p = (char)('0' + rest % TEN);
	*--p = exponent < 0 ? '-' : '+';
	*--p = (char)(is_upper(&n->spec) ? letter - LOWER : letter);
	field_add(&n->field, p, (size_t)(n->exponent + EXPONENT_MAX - p));
}

/* Digits [from, to) of the decimal, zeros where it has none. */
static void
add_digits(struct number *n, int from, int to)
{
	const struct decimal *d = &n->decimal;
	int leading = from < 0 ? (to < 0 ? to : 0) - from : 0;
	int start = from < 0 ? 0 : from;
	int end = to < d->ndigits ? to : d->ndigits;

	field_zeros(&n->field, leading);
	if (end > start)
		field_add(&n->field, d->digits + start, (size_t)(end - start));
	else
		end = start;
	field_zeros(&n->field, to - end);
}

static void
add_point(struct number *n, int nplaces)
{
	if (nplaces > 0 || n->spec.flags & SPEC_ALT)
		field_add(&n->field, ".", 1);
}

/* The decimal is rounded already: `nplaces` digits after the point. */
static void
fixed(struct number *n, int nplaces)
{
	int point = n->decimal.point;

	if (point > 0)
		add_digits(n, 0, point);
	else
		field_zeros(&n->field, 1);
	add_point(n, nplaces);
	if (nplaces > 0 && nplaces > INT_MAX - (point > 0 ? point : 0))
		nplaces = INT_MAX - point;
	add_digits(n, point, point + nplaces);
}

static void
scientific(struct number *n, int nplaces)
{
	int exponent = n->decimal.ndigits > 0 ? n->decimal.point - 1 : 0;

	add_digits(n, 0, 1);
	add_point(n, nplaces);
	add_digits(n, 1, nplaces < INT_MAX ? 1 + nplaces : nplaces);
	add_exponent(n, 'e', exponent, 2);
}

/* One or the other, by size; without trailing zeros unless '#' asks. */
static void
general(struct number *n, int precision)
{
	int ndigits = precision > 0 ? precision : 1;
	int exponent, used;

	__decimal_round(&n->decimal, ndigits);
	used = n->decimal.ndigits;
	while (used > 0 && n->decimal.digits[used - 1] == '0')
		used--;
	exponent = used > 0 ? n->decimal.point - 1 : 0;
	if (exponent < POINT_MIN || exponent >= ndigits) {
		if (!(n->spec.flags & SPEC_ALT))
			ndigits = used;
		scientific(n, ndigits > 0 ? ndigits - 1 : 0);
		return;
	}
	if (used == 0)
		n->decimal.point = 1;
	if (!(n->spec.flags & SPEC_ALT))
		ndigits = used > n->decimal.point ? used : n->decimal.point;
	fixed(n, ndigits - n->decimal.point);
}

/* keep + more without overflow. */
static int
add_clamped(int keep, int more)
{
	return more > INT_MAX - (keep > 0 ? keep : 0) ? INT_MAX : keep + more;
}

static void
decimal_number(struct number *n, const struct binary *b, uint32_t *words)
{
	int precision = n->spec.precision;

	if (precision == NO_PRECISION)
		precision = DEFAULT_PRECISION;
	__decimal_of_binary(&n->decimal, b, words);
	switch (lower_letter(&n->spec)) {
	case 'f':
		__decimal_round(&n->decimal,
				add_clamped(n->decimal.point, precision));
		fixed(n, precision);
		break;
	case 'e':
		__decimal_round(&n->decimal, add_clamped(1, precision));
		scientific(n, precision);
		break;
	default:
		general(n, precision);
	}
	__field_send(n->to, &n->spec, &n->field);
}

#define NIBBLE     4
#define NIBBLES    (sizeof(uint128_t) * CHAR_BIT / NIBBLE)
#define LEAD_SHIFT ((NIBBLES - 1) * NIBBLE)        /* of the first digit */

/* Rounds to `places` hexadecimal digits after the first one. */
static uint128_t
round_nibbles(uint128_t m, int places)
{
	uint128_t unit, rest;

	if (places == NO_PRECISION || places >= (int)NIBBLES - 1)
		return m;
	unit = (uint128_t)1 << ((int)NIBBLES - 1 - places) * NIBBLE;
	rest = m % unit;
	m -= rest;
	if (rest > unit / 2 || (rest == unit / 2 && (m / unit) % 2 != 0))
		m += unit;
	return m;
}

/* Hexadecimal digits of m without the zeros at the end; at least one. */
static int
nibbles(uint128_t m, char letter_a, char *digits)
{
	int n = 0;

	do {
		int digit = (int)(m >> LEAD_SHIFT);

		digits[n++] = (char)(digit < TEN ? '0' + digit :
						   letter_a + (digit - TEN));
		m <<= NIBBLE;
	} while (m != 0);
	return n;
}

/* 0x1.8p+1; the lowest mantissa bit is one of the last digit's. */
static void
hexadecimal_number(struct number *n, const struct binary *b, int mantissa_bits)
{
	char digits[NIBBLES];
	int shift = (int)LEAD_SHIFT - (mantissa_bits - 1);
	uint128_t m = round_nibbles(b->mantissa << shift, n->spec.precision);
	int ndigits = nibbles(m, is_upper(&n->spec) ? 'A' : 'a', digits);
	int nplaces = n->spec.precision;

	if (nplaces == NO_PRECISION)
		nplaces = ndigits - 1;
	field_prefix(&n->field, '0');
	field_prefix(&n->field, is_upper(&n->spec) ? 'X' : 'x');
	field_add(&n->field, digits, 1);
	add_point(n, nplaces);
	field_add(&n->field, digits + 1, (size_t)ndigits - 1);
	field_zeros(&n->field, nplaces - (ndigits - 1));
	add_exponent(n, 'p', b->mantissa != 0 ?
		     b->exponent + mantissa_bits - 1 : 0, 1);
	__field_send(n->to, &n->spec, &n->field);
}

static void
not_finite(struct number *n, enum binary_kind kind)
{
	const char *text = kind == BINARY_NAN ? "nanNAN" : "infINF";
	size_t len = strlen(text) / 2;

	n->spec.flags &= ~(unsigned int)SPEC_ZERO;
	field_add(&n->field, is_upper(&n->spec) ? text + len : text, len);
	__field_send(n->to, &n->spec, &n->field);
}

/* What needs no room for digits. False when that is still to be done. */
static bool
began(struct number *n, const struct binary *b, int mantissa_bits)
{
	__field_sign(&n->field, &n->spec, b->negative);
	if (b->kind != BINARY_FINITE)
		not_finite(n, b->kind);
	else if (lower_letter(&n->spec) == 'a')
		hexadecimal_number(n, b, mantissa_bits);
	else
		return false;
	return true;
}

static void
format_double(struct number *n, double value)
{
	struct binary b = __binary_of_double(value);
	uint32_t words[BIGNUM_WORDS(DECIMAL_BITS(DOUBLE_PLACES))];
	char digits[DECIMAL_DIGITS(DOUBLE_PLACES)];

	n->decimal.digits = digits;
	if (!began(n, &b, DBL_MANT_DIG))
		decimal_number(n, &b, words);
}

static void __attribute__((noinline))
format_long(struct number *n, long double value)
{
	struct binary b = __binary_of_long(value);
	uint32_t words[BIGNUM_WORDS(DECIMAL_BITS(LONG_PLACES))];
	char digits[DECIMAL_DIGITS(LONG_PLACES)];

	n->decimal.digits = digits;
	if (!began(n, &b, LDBL_MANT_DIG))
		decimal_number(n, &b, words);
}

void
__format_float(struct sink *to, const struct spec *s, struct arguments *args)
{
	struct number n = { .to = to, .spec = *s };

	if (s->length == LENGTH_LONG_DOUBLE)
		format_long(&n, va_arg(args->ap, long double));
	else
		format_double(&n, va_arg(args->ap, double));
}
