/*
 * Bits of numbers: the base instruction set has no instruction for this and
 * the kernel is linked without the compiler's library.
 */
#pragma once

#include "arch/types.h"

/* The number of the lowest bit that is set; `bits` is not 0. */
static inline unsigned
bits_lowest(uint64_t bits)
{
	unsigned n = 0;

	while (!(bits >> n & 1))
		n++;
	return n;
}
