/*
 * A system call by number, past the C library: for numbers that do not exist
 * and arguments that no prototype would let through.
 */
#ifndef TESTS_RAW_H
#define TESTS_RAW_H

#include "abi/numbers.h"

/* The kernel's result: a negated error number when it is negative. */
static inline long raw_syscall(long number, long first, long second,
			       long third)
{
	register long a0 __asm__("a0") = first;
	register long a1 __asm__("a1") = second;
	register long a2 __asm__("a2") = third;
	register long a7 __asm__("a7") = number;

	__asm__ volatile ("ecall" : "+r"(a0) : "r"(a1), "r"(a2), "r"(a7) :
			  "memory");
	return a0;
}

#endif
