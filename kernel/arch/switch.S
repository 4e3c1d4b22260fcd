/*
 * Switching between threads, and the floating-point registers.
 *
 * Machine state throughout: S-mode, interrupts off, any page table (the
 * kernel half is the same in all), on the running thread's kernel stack.
 */
#include "arch/cpu.h"

	.text

/* A context's registers, to or from the thread at `base`. */
	.macro	each_saved op, base
	\op	ra, CPU_CONTEXT(\base)
	\op	sp, CPU_CONTEXT + 8(\base)
	.irp	n, 0,1,2,3,4,5,6,7,8,9,10,11
	\op	s\n, CPU_CONTEXT + 16 + 8 * \n(\base)
	.endr
	.endm

/*
 * void cpu_switch(struct cpu_thread *from, struct cpu_thread *to)
 *
 * Called like a function, so only what a call preserves is live: ra, sp, s0
 * to s11. tp changes hands here.
 */
	.globl cpu_switch
cpu_switch:
	each_saved sd, a0
	mv	tp, a1
	each_saved ld, a1
	ret

/*
 * First code of a new thread, entered from cpu_switch with sp at the top of
 * its stack: calls s2(s0, s1), which does not return.
 */
	.globl cpu_thread_entry
cpu_thread_entry:
	mv	a0, s0
	mv	a1, s1
	jalr	s2
	ebreak

/* The kernel itself is built without floating point. */
	.option arch, +d

	.macro	each_fp op
	.irp	n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20, \
		21,22,23,24,25,26,27,28,29,30,31
	\op	f\n, 8 * \n(a0)
	.endr
	.endm

	.globl fp_save
fp_save:
	each_fp	fsd
	frcsr	t0
	sd	t0, 8*32(a0)
	ret

	.globl fp_load
fp_load:
	each_fp	fld
	ld	t0, 8*32(a0)
	fscsr	t0
	ret
