/* Natural numbers of any size: schoolbook methods, 32 bits a digit. */
#include <string.h>

#include "number/bignum.h"

/* The largest power of a base that is one factor of __big_multiply(). */
#define STEP_LIMIT (UINT32_MAX / 10)

static void
drop_leading_zeros(struct bignum *b)
{
	while (b->n > 0 && b->words[b->n - 1] == 0)
		b->n--;
}

void
__big_set(struct bignum *b, uint128_t value)
{
	b->n = 0;
	for (; value != 0; value >>= BIGNUM_WORD_BITS)
		b->words[b->n++] = (uint32_t)value;
}

void
__big_multiply(struct bignum *b, uint32_t factor, uint32_t more)
{
	uint64_t carry = more;

	for (size_t i = 0; i < b->n; i++) {
		carry += (uint64_t)b->words[i] * factor;
		b->words[i] = (uint32_t)carry;
		carry >>= BIGNUM_WORD_BITS;
	}
	if (carry != 0)
		b->words[b->n++] = (uint32_t)carry;
}

void
__big_multiply_power(struct bignum *b, uint32_t base, unsigned int n)
{
	while (n > 0) {
		uint32_t factor = base;

		for (n--; n > 0 && factor <= STEP_LIMIT; n--)
			factor *= base;
		__big_multiply(b, factor, 0);
	}
}

uint32_t
__big_divide(struct bignum *b, uint32_t by)
{
	uint64_t rest = 0;

	for (size_t i = b->n; i-- > 0;) {
		rest = rest << BIGNUM_WORD_BITS | b->words[i];
		b->words[i] = (uint32_t)(rest / by);
		rest %= by;
	}
	drop_leading_zeros(b);
	return (uint32_t)rest;
}

void
__big_shift_left(struct bignum *b, unsigned int n)
{
	size_t nwords = n / BIGNUM_WORD_BITS;

	if (b->n == 0)
		return;
	__big_multiply(b, (uint32_t)1 << n % BIGNUM_WORD_BITS, 0);
	memmove(b->words + nwords, b->words, b->n * sizeof(*b->words));
	memset(b->words, 0, nwords * sizeof(*b->words));
	b->n += nwords;
}

void
__big_subtract(struct bignum *b, const struct bignum *less)
{
	uint64_t borrow = 0;

	for (size_t i = 0; i < b->n; i++) {
		borrow += i < less->n ? less->words[i] : 0;
		borrow = b->words[i] - borrow;
		b->words[i] = (uint32_t)borrow;
		borrow = borrow >> BIGNUM_WORD_BITS & 1;
	}
	drop_leading_zeros(b);
}

int
__big_compare(const struct bignum *a, const struct bignum *b)
{
	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	for (size_t i = a->n; i-- > 0;)
		if (a->words[i] != b->words[i])
			return a->words[i] < b->words[i] ? -1 : 1;
	return 0;
}

unsigned int
__big_bits(const struct bignum *b)
{
	if (b->n == 0)
		return 0;
	return (unsigned int)b->n * BIGNUM_WORD_BITS -
	       (unsigned int)__builtin_clz(b->words[b->n - 1]);
}
