/*
 * Decimal numbers as strings of digits: 0.d1d2d3… * 10^point. What is to the
 * right of the last digit is zeros.
 */
#ifndef NUMBER_DECIMAL_H
#define NUMBER_DECIMAL_H

#include "number/binary.h"

struct decimal {
	char *digits;           /* '0' … '9'; the first is not '0'   */
	int ndigits;            /* 0 for zero                        */
	int point;
};

/* Room that the exact digits of a number need: a word array for the
   conversion, and the digits. log2(5) < 7/3; log10(2) < 1/3. */
#define DECIMAL_BITS(places)   ((places) * 7 / 3 + 128)
#define DECIMAL_DIGITS(places) (DECIMAL_BITS(places) / 3 + 16)

/*
 * All digits of a finite number. `words` has room for DECIMAL_BITS bits,
 * d->digits for DECIMAL_DIGITS digits, of the format's PLACES.
 */
void __decimal_of_binary(struct decimal *d, const struct binary *b,
	uint32_t *words);

/* Rounds to the first `keep` digits, to even when exactly between. keep may
   be less than 1: the result is then zero or one digit. */
void __decimal_round(struct decimal *d, int keep);

#endif
