/*
 * setjmp() and longjmp(): what a function may rely on after a call is what
 * setjmp() saves: where the call returns to, the stack pointer, s0 to s11
 * and fs0 to fs11. <setjmp.h> has their number.
 *
 * State: user mode, C calling convention; a0 = the jmp_buf, aligned to 8
 * bytes. The rounding mode and the exception flags stay as they are, as C
 * wants it.
 */
#define REGISTER_BYTES 8
#define FIRST_S        2
#define FIRST_FS       14

	.macro	each_s, op
	.irp	n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
	\op	s\n, (FIRST_S + \n) * REGISTER_BYTES (a0)
	.endr
	.endm

	.macro	each_fs, op
	.irp	n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
	\op	fs\n, (FIRST_FS + \n) * REGISTER_BYTES (a0)
	.endr
	.endm

	.macro	function name, other
	.globl	\name, \other
	.type	\name, @function
	.type	\other, @function
\name:
\other:
	.endm

	.section .text.setjmp, "ax"
	function setjmp, _setjmp
	sd	ra, 0(a0)
	sd	sp, REGISTER_BYTES(a0)
	each_s	sd
	each_fs	fsd
	li	a0, 0
	ret
	.size	setjmp, . - setjmp
	.size	_setjmp, . - _setjmp

	/* ret goes to setjmp()'s caller, on the stack as it was then. */
	.section .text.longjmp, "ax"
	function longjmp, _longjmp
	ld	ra, 0(a0)
	ld	sp, REGISTER_BYTES(a0)
	each_s	ld
	each_fs	fld
	seqz	a0, a1
	add	a0, a0, a1
	ret
	.size	longjmp, . - longjmp
	.size	_longjmp, . - _longjmp

	.section .note.GNU-stack, "", @progbits
