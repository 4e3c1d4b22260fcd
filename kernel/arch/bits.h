/*
 * Bits and bytes of numbers. The base instruction set has no instruction for
 * these and the kernel is linked without the compiler's library.
 */
#ifndef ARCH_BITS_H
#define ARCH_BITS_H

#include "arch/types.h"

/* The number of the lowest bit that is set; `bits` is not 0. */
static inline unsigned
bits_lowest(uint64_t bits)
{
	unsigned n = 0;

	for (unsigned half = 32; half > 0; half /= 2) {
		if ((bits & ((1ul << half) - 1)) == 0) {
			bits >>= half;
			n += half;
		}
	}
	return n;
}

/* A big-endian 32-bit number, as the device tree has them. */
static inline uint32_t
bits_from_big_endian(uint32_t n)
{
	return n << 24 | (n & 0xff00) << 8 | (n >> 8 & 0xff00) | n >> 24;
}

#endif
