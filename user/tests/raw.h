/*
 * A system call by number, past the C library: for numbers that do not exist
 * and arguments that no prototype would let through.
 */
#ifndef TESTS_RAW_H
#define TESTS_RAW_H

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

/* Numbers by name: SYS_read and so on, from the one table. */
#define SYSCALL0(number, type, name, ...) SYS_##name = number,
#define SYSCALL1 SYSCALL0
#define SYSCALL2 SYSCALL0
#define SYSCALL3 SYSCALL0
#define SYSCALL4 SYSCALL0
#define SYSCALL5 SYSCALL0
#define SYSCALL6 SYSCALL0
enum syscall_number {
#include "abi/syscalls.def"
};
#undef SYSCALL0
#undef SYSCALL1
#undef SYSCALL2
#undef SYSCALL3
#undef SYSCALL4
#undef SYSCALL5
#undef SYSCALL6

#endif
