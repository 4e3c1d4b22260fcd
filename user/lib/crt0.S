/*
 * The first instructions of a program.
 *
 * State: user mode, as execve() leaves it: a0 = argc, a1 = argv, a2 = envp,
 * sp 16-byte aligned (argc and the vectors stand there too), all other
 * registers zero or unspecified. Nothing is on the stack to return to.
 */
	.section .text._start, "ax"
	.globl _start
	.type _start, @function
_start:
	/* Relaxation would turn this load of gp into one that uses gp. */
	.option push
	.option norelax
	la	gp, __global_pointer$
	.option pop

	/* The one thread's variables stand in the data segment as they are. */
	la	tp, __thread_start

	la	t0, environ
	sd	a2, 0(t0)
	li	ra, 0           /* ends a debugger's call stack */
	li	s0, 0
	call	main
	tail	exit
	.size _start, . - _start

	.section .note.GNU-stack, "", @progbits
