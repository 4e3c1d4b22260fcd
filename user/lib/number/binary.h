/*
 * Floating-point numbers taken apart and put together, by bits: no floating
 * arithmetic, so nothing is rounded on the way and a program that prints
 * integers never touches the floating-point registers.
 *
 * A finite number is mantissa * 2^exponent.
 */
#ifndef NUMBER_BINARY_H
#define NUMBER_BINARY_H

#include <float.h>
#include <stdbool.h>

#include "number/bignum.h"

enum binary_kind { BINARY_FINITE, BINARY_INFINITE, BINARY_NAN };

struct binary {
	enum binary_kind kind;
	bool negative;
	uint128_t mantissa;
	int exponent;
};

/* What fits a type: exponents count from the lowest of mantissa_bits. */
struct binary_format {
	int mantissa_bits;             /* the one not stored included     */
	int exponent_min;              /* of the smallest numbers         */
	int exponent_max;              /* of the largest numbers          */
};

#define BINARY_FORMAT(prefix) { \
	prefix##_MANT_DIG, prefix##_MIN_EXP - prefix##_MANT_DIG, \
	prefix##_MAX_EXP - prefix##_MANT_DIG }

/* Places after the (binary, and so also the decimal) point of the smallest
   numbers: what exact conversions need room for. */
#define FLOAT_PLACES  (FLT_MANT_DIG - FLT_MIN_EXP)
#define DOUBLE_PLACES (DBL_MANT_DIG - DBL_MIN_EXP)
#define LONG_PLACES   (LDBL_MANT_DIG - LDBL_MIN_EXP)

struct binary __binary_of_double(double d);
struct binary __binary_of_long(long double d);

/* The reverse, for numbers whose mantissa and exponent fit the format. */
float __binary_to_float(const struct binary *b);
double __binary_to_double(const struct binary *b);
long double __binary_to_long(const struct binary *b);

#endif
