/*
 * The first instructions of a program.
 *
 * State: user mode, as execve() leaves it: a0 = argc, a1 = argv, sp is in the
 * stack that the kernel has made and the arguments are in. process_begin() and
 * arguments_move() run there, then the program on its own stack.
 */
#include "kernel/param.h"

#define PAGE_SHIFT 12

	.section .stack, "aw", @nobits
	.balign	1 << PAGE_SHIFT
	.skip	USERSTACK << PAGE_SHIFT

	.section .text._start, "ax"
	.globl _start
	.type _start, @function
_start:
	/* Relaxation would turn this load of gp into one that uses gp. */
	.option push
	.option norelax
	la	gp, __global_pointer$
	.option pop

	mv	s1, a0
	mv	s2, a1
	call	process_begin
	mv	a0, s1
	mv	a1, s2
	call	arguments_move
	mv	sp, a0          /* and a1 is argv */
	mv	a0, s1
	li	ra, 0           /* ends a debugger's call stack */
	li	s0, 0
	call	main
	tail	exit            /* with what main returned */
	.size _start, . - _start

	.section .note.GNU-stack, "", @progbits
