/*
 * Into the kernel and out of it.
 *
 * A trap changes no page table: the kernel half is mapped in every space and
 * closed to user programs. Interrupts are off from entry to sret.
 */
#include "arch/cpu.h"
#include "arch/riscv.h"
#include "arch/trapframe.h"

	.text

/* Every register but sp and tp, to or from its slot in the frame at sp. */
	.macro	each_register op
	.irp	n, 1,3,5,6,7,8,9,10,11,12,13,14,15,16,17,18,\
			19,20,21,22,23,24,25,26,27,28,29,30,31
	\op	x\n, TF_SLOT(\n)(sp)
	.endr
	.endm

/*
 * From a user program: S-mode, the program's page table, all registers the
 * program's, sscratch = the running thread.
 * From the kernel (sched_point()'s window, or a bug): sscratch = 0, tp = the
 * running thread, sp a kernel stack.
 */
	.globl	trap_entry
	.balign	4                        /* stvec's mode bits are zero */
trap_entry:
	csrrw	tp, sscratch, tp
	beqz	tp, from_kernel
	sd	sp, CPU_SCRATCH(tp)
	ld	sp, CPU_FRAME(tp)
	each_register sd
	ld	t0, CPU_SCRATCH(tp)
	csrrw	t1, sscratch, zero       /* we are in the kernel now */
	csrr	t2, sepc
	sd	t0, TF_SP(sp)
	sd	t1, TF_TP(sp)
	sd	t2, TF_PC(sp)
	mv	a0, sp
	call	trap_user
	j	to_user

/*
 * The way out, for a trap's end and for a program's first instruction.
 * sstatus needs no restoring: SPP = U and SPIE = 1 is what a trap from a user
 * program leaves, what every sret of from_kernel leaves, and what boot sets;
 * FS is the running thread's (sched.c: fp_switch).
 */
	.globl	trap_return
trap_return:
	ld	sp, CPU_FRAME(tp)
to_user:
	ld	t0, TF_PC(sp)
	csrw	sepc, t0
	csrw	sscratch, tp
	ld	tp, TF_TP(sp)
	each_register ld
	ld	sp, TF_SP(sp)
	sret

/*
 * A page fault may mean that the stack overflowed into its guard page: the
 * report then needs another stack.
 */
from_kernel:
	csrrw	tp, sscratch, zero       /* the swap is undone */
	sd	sp, CPU_SCRATCH(tp)
	sd	t0, CPU_SPARE(tp)
	csrr	t0, scause
	addi	t0, t0, -SCAUSE_STORE_PAGE
	bnez	t0, 1f
	la	sp, emergency_stack + EMERGENCY_STACK_SIZE
1:	ld	t0, CPU_SPARE(tp)
	addi	sp, sp, -TF_SIZE
	each_register sd
	ld	t0, CPU_SCRATCH(tp)
	csrr	t1, sepc
	csrr	t2, sstatus
	sd	t0, TF_SP(sp)
	sd	tp, TF_TP(sp)
	sd	t1, TF_PC(sp)
	sd	t2, TF_STATUS(sp)
	mv	a0, sp
	call	trap_kernel
	ld	t1, TF_PC(sp)
	ld	t2, TF_STATUS(sp)
	csrw	sepc, t1
	csrw	sstatus, t2
	each_register ld
	ld	sp, TF_SP(sp)
	sret

	.bss
	.balign	16
emergency_stack:
	.space	EMERGENCY_STACK_SIZE
