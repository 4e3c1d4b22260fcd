/*
 * A stub for every line of kernel/abi/syscalls.def. Each has two names:
 * __sys_NAME, and a weak NAME, which a program may define for itself. Only
 * __sys_NAME exists where the library has a function NAME of its own
 * (bits/syscalls.h).
 *
 * State: user mode, C calling convention; the arguments are already where the
 * kernel looks for them, in a0 to a5. The number goes into a7, the result
 * comes back in a0: a negative one is a negated error number.
 */
	.macro	stub number, strong, weak
	.section .text.\strong, "ax"
	.globl	\strong
	.type	\strong, @function
\strong:
	li	a7, \number
	ecall
	bltz	a0, 1f
	ret
1:	tail	__syscall_failed
	.size	\strong, . - \strong
	.ifnc	\strong,\weak
	.weak	\weak
	.set	\weak, \strong
	.endif
	.endm

#define SYSCALL0(number, R, name)      stub number, __sys_##name, name
#define SYSCALL1(number, R, name, ...) stub number, __sys_##name, name
#define SYSCALL2(number, R, name, ...) stub number, __sys_##name, name
#define SYSCALL3(number, R, name, ...) stub number, __sys_##name, name
#define SYSCALL4(number, R, name, ...) stub number, __sys_##name, name
#define SYSCALL5(number, R, name, ...) stub number, __sys_##name, name
#define SYSCALL6(number, R, name, ...) stub number, __sys_##name, name
#include <bits/syscalls.h>

	/* State: a0 is a negated error number; returns to the stub's caller. */
	.section .text.__syscall_failed, "ax"
	.globl	__syscall_failed
	.type	__syscall_failed, @function
__syscall_failed:
	neg	a0, a0
	lui	t0, %tprel_hi(errno)
	add	t0, t0, tp, %tprel_add(errno)
	sw	a0, %tprel_lo(errno)(t0)
	li	a0, -1
	ret
	.size	__syscall_failed, . - __syscall_failed

	.section .note.GNU-stack, "", @progbits
