/*
 * Natural numbers of any size, for conversions between binary and decimal
 * floating point that must be exact. The caller provides the words.
 */
#ifndef NUMBER_BIGNUM_H
#define NUMBER_BIGNUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef unsigned __int128 uint128_t;

#define BIGNUM_WORD_BITS 32

/* Words for `bits` bits, and one for the carry of a multiplication. */
#define BIGNUM_WORDS(bits) ((bits) / BIGNUM_WORD_BITS + 2)

struct bignum {
	uint32_t *words;        /* lowest first                      */
	size_t n;               /* in use; the highest is not zero   */
};

/* b = value. */
void __big_set(struct bignum *b, uint128_t value);

/* b = b * factor + more. */
void __big_multiply(struct bignum *b, uint32_t factor, uint32_t more);

/* b = b * base^n */
void __big_multiply_power(struct bignum *b, uint32_t base, unsigned int n);

/* b = b / by; returns the remainder. */
uint32_t __big_divide(struct bignum *b, uint32_t by);

/* b = b << n */
void __big_shift_left(struct bignum *b, unsigned int n);

/* b = b - less, which is not more than b. */
void __big_subtract(struct bignum *b, const struct bignum *less);

/* Below, equal to or above zero as a is to b. */
int __big_compare(const struct bignum *a, const struct bignum *b);

/* Number of bits without leading zeros. */
unsigned int __big_bits(const struct bignum *b);

static inline bool __big_is_zero(const struct bignum *b)
{
	return b->n == 0;
}

#endif
