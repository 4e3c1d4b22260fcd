/*
 * Exact decimal digits of a binary number. m * 2^e with negative e is
 * m * 5^-e / 10^-e: the digits of the integer m * 5^-e with the decimal point
 * moved. So one integer conversion serves all numbers.
 */
#include <string.h>

#include "number/decimal.h"

#define GROUP        1000000000u       /* digits come nine at a time */
#define GROUP_DIGITS 9
#define TEN          10
#define HALF_OF_TEN  5

/* Digits of b, lowest first; b becomes zero. Their number, leading zeros
   included. */
static int
digits_reversed(struct bignum *b, char *digits)
{
	int n = 0;

	while (!__big_is_zero(b)) {
		uint32_t group = __big_divide(b, GROUP);

		for (int i = 0; i < GROUP_DIGITS; i++, group /= TEN)
			digits[n++] = (char)('0' + group % TEN);
	}
	return n;
}

static void
reverse(char *s, int n)
{
	for (int i = 0; i < n / 2; i++) {
		char c = s[i];

		s[i] = s[n - 1 - i];
		s[n - 1 - i] = c;
	}
}

void
__decimal_of_binary(struct decimal *d, const struct binary *b, uint32_t *words)
{
	struct bignum big = { .words = words };
	uint128_t m = b->mantissa;
	int e = b->exponent;

	for (; e < 0 && m != 0 && (m & 1) == 0; e++)
		m >>= 1;
	__big_set(&big, m);
	if (e >= 0)
		__big_shift_left(&big, (unsigned int)e);
	else
		__big_multiply_power(&big, HALF_OF_TEN, (unsigned int)-e);

	d->ndigits = digits_reversed(&big, d->digits);
	while (d->ndigits > 0 && d->digits[d->ndigits - 1] == '0')
		d->ndigits--;
	reverse(d->digits, d->ndigits);
	d->point = d->ndigits + (e < 0 && d->ndigits > 0 ? e : 0);
}

/* Whether what follows the first `keep` digits (at least 0) rounds up. */
static bool
rounds_up(const struct decimal *d, int keep)
{
	char last = keep > 0 ? d->digits[keep - 1] : '0';

	if (d->digits[keep] != '5')
		return d->digits[keep] > '5';
	for (int i = keep + 1; i < d->ndigits; i++)
		if (d->digits[i] != '0')
			return true;
	return (last - '0') % 2 != 0;
}

void
__decimal_round(struct decimal *d, int keep)
{
	bool up;

	if (keep >= d->ndigits)
		return;
	up = keep >= 0 && rounds_up(d, keep);
	d->ndigits = keep > 0 ? keep : 0;
	if (!up)
		return;
	while (d->ndigits > 0 && d->digits[d->ndigits - 1] == '9')
		d->ndigits--;
	if (d->ndigits > 0) {
		d->digits[d->ndigits - 1]++;
	} else {
		d->digits[d->ndigits++] = '1';
		d->point++;
	}
}
