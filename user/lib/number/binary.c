/*
 * Floating-point numbers taken apart and put together. An encoding is sign,
 * biased exponent, mantissa; the highest mantissa bit is not stored, being 1
 * unless the biased exponent is 0.
 */
#include <string.h>

#include "number/binary.h"

#define DOUBLE_BITS 64
#define FLOAT_BITS  32

/* Bits of the stored fields, for a given FLT, DBL or LDBL. */
#define FRACTION_BITS(prefix) (prefix##_MANT_DIG - 1)
#define EXPONENT_MASK(prefix) (2 * prefix##_MAX_EXP - 1)

static struct binary
decode(uint128_t fraction, int biased, int bits, int mask)
{
	struct binary b = { .kind = BINARY_FINITE };
	int bias = mask / 2 + bits;

	if (biased == mask) {
		b.kind = fraction != 0 ? BINARY_NAN : BINARY_INFINITE;
		return b;
	}
	b.mantissa = fraction;
	b.exponent = (biased == 0 ? 1 : biased) - bias;
	if (biased != 0)
		b.mantissa |= (uint128_t)1 << bits;
	return b;
}

struct binary
__binary_of_double(double d)
{
	uint64_t image;
	struct binary b;

	memcpy(&image, &d, sizeof(image));
	b = decode(image & (((uint64_t)1 << FRACTION_BITS(DBL)) - 1),
		   (int)(image >> FRACTION_BITS(DBL) & EXPONENT_MASK(DBL)),
		   FRACTION_BITS(DBL), EXPONENT_MASK(DBL));
	b.negative = image >> (DOUBLE_BITS - 1);
	return b;
}

/* The fields as they are stored: biased exponent over fraction. */
static uint128_t
encode(const struct binary *b, int bits, int mask)
{
	uint128_t hidden = (uint128_t)1 << bits;
	int bias = mask / 2 + bits;

	if (b->kind != BINARY_FINITE)
		return ((uint128_t)(unsigned int)mask << bits) |
		       (b->kind == BINARY_NAN ? hidden / 2 : 0);
	if (b->mantissa < hidden)      /* subnormal, or zero */
		return b->mantissa;
	return (b->mantissa - hidden) |
	       (uint128_t)(unsigned int)(b->exponent + bias) << bits;
}

float
__binary_to_float(const struct binary *b)
{
	uint32_t image = (uint32_t)encode(b, FRACTION_BITS(FLT),
					  EXPONENT_MASK(FLT));
	float d;

	image |= (uint32_t)b->negative << (FLOAT_BITS - 1);
	memcpy(&d, &image, sizeof(d));
	return d;
}

double
__binary_to_double(const struct binary *b)
{
	uint64_t image = (uint64_t)encode(b, FRACTION_BITS(DBL),
					  EXPONENT_MASK(DBL));
	double d;

	image |= (uint64_t)b->negative << (DOUBLE_BITS - 1);
	memcpy(&d, &image, sizeof(d));
	return d;
}

#define LONG_EXPONENT_BITS 15

_Static_assert(EXPONENT_MASK(LDBL) == (1 << LONG_EXPONENT_BITS) - 1,
	       "long double has 15 exponent bits");

/* How many mantissa bits the encoding has: RISC-V's leaves out the highest,
   the 80-bit one of x86 (in tests on such a host) does not. */
#if LDBL_MANT_DIG == 64
#define LONG_STORED LDBL_MANT_DIG
#else
#define LONG_STORED FRACTION_BITS(LDBL)
#endif

struct binary
__binary_of_long(long double d)
{
	uint128_t image = 0, fraction;
	struct binary b;

	memcpy(&image, &d, sizeof(d));
	fraction = image & (((uint128_t)1 << FRACTION_BITS(LDBL)) - 1);
	b = decode(fraction, (int)(image >> LONG_STORED & EXPONENT_MASK(LDBL)),
		   FRACTION_BITS(LDBL), EXPONENT_MASK(LDBL));
	b.negative = image >> (LONG_STORED + LONG_EXPONENT_BITS) & 1;
	return b;
}

long double
__binary_to_long(const struct binary *b)
{
	uint128_t image = encode(b, FRACTION_BITS(LDBL), EXPONENT_MASK(LDBL));
	uint128_t biased = image >> FRACTION_BITS(LDBL);
	long double d = 0;

	image -= biased << FRACTION_BITS(LDBL);
	if (LONG_STORED == LDBL_MANT_DIG && biased != 0)
		image |= (uint128_t)1 << FRACTION_BITS(LDBL);
	image |= biased << LONG_STORED;
	image |= (uint128_t)b->negative << (LONG_STORED + LONG_EXPONENT_BITS);
	memcpy(&d, &image, sizeof(d));
	return d;
}
