/*
 * Into the kernel and out of it.
 *
 * A trap changes no page table: the kernel half is mapped in every space and
 * closed to user programs. Interrupts are off from entry to sret.
 *
 * A system call is a function call: the arguments come in a0 to a5, and by the
 * calling convention s0 to s11 hold the program's values again when the C
 * code returns. They are saved on the way in, for those who copy the frame
 * (fork), and loaded again only by trap_return.
 */
#include "arch/cpu.h"
#include "arch/riscv.h"
#include "arch/trapframe.h"

#define ECALL_SIZE           4      /* bytes of the instruction */
#define EMERGENCY_SHIFT      5      /* HART_SIZE to the size of its stack */
#define EMERGENCY_STACK_SIZE (HART_SIZE << EMERGENCY_SHIFT)

/* The numbers of all registers but sp, tp (2, 4) and a0 (10): those that a
   function preserves, s0 to s11, and the others. */
#define PRESERVED 8,9,18,19,20,21,22,23,24,25,26,27
#define OTHERS    1,3,5,6,7,11,12,13,14,15,16,17,28,29,30,31

	.text

/* Some registers, to or from their slots in the frame at sp. */
	.macro	each op, registers:vararg
	.irp	n, \registers
	\op	x\n, TF_SLOT(\n)(sp)
	.endr
	.endm

/*
 * Into the program whose frame is at sp: loads pc, sp, tp and `registers`.
 * sstatus needs no restoring: SPP = U and SPIE = 1 is what a trap from a user
 * program leaves, what every sret of from_kernel leaves, and what boot sets;
 * FS is the running thread's (sched.c: fp_switch).
 */
	.macro	to_user registers:vararg
	ld	t0, TF_PC(sp)
	csrw	sepc, t0
	csrw	sscratch, tp
	ld	tp, TF_TP(sp)
	each	ld, \registers
	ld	sp, TF_SP(sp)
	sret
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
	each	sd, 10, OTHERS, PRESERVED
	ld	t0, CPU_SCRATCH(tp)
	csrrw	t1, sscratch, zero       /* we are in the kernel now */
	csrr	t2, sepc
	csrr	t3, scause
	sd	t0, TF_SP(sp)
	sd	t1, TF_TP(sp)
	li	t4, SCAUSE_USER_ECALL
	bne	t3, t4, 1f
	addi	t2, t2, ECALL_SIZE
	sd	t2, TF_PC(sp)
	call	trap_syscall
	lw	t0, CPU_ATTENTION(tp)
	bnez	t0, 2f
	to_user	OTHERS                   /* a0 is the result */
1:	sd	t2, TF_PC(sp)
	mv	a0, t3
	call	trap_user
2:	sd	a0, TF_A0(sp)
	call	trap_leave

/* The way out of every other trap, and to a program's first instruction. */
	.globl	trap_return
trap_return:
	ld	sp, CPU_FRAME(tp)
	to_user	10, OTHERS, PRESERVED

/*
 * A stack without room for the frame has overflowed: the report gets another
 * one, of this hart's own.
 */
from_kernel:
	csrrw	tp, sscratch, zero       /* the swap is undone */
	sd	sp, CPU_SCRATCH(tp)
	csrw	sscratch, t0             /* its place for a while */
	addi	sp, sp, -TF_SIZE
	ld	t0, CPU_STACK(tp)
	bgeu	sp, t0, 1f
	ld	t0, CPU_HART(tp)
	la	sp, harts
	sub	t0, t0, sp
	slli	t0, t0, EMERGENCY_SHIFT
	la	sp, emergency_stacks + EMERGENCY_STACK_SIZE - TF_SIZE
	add	sp, sp, t0
1:	csrrw	t0, sscratch, zero
	each	sd, 10, OTHERS, PRESERVED
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
	each	ld, 10, OTHERS, PRESERVED
	ld	sp, TF_SP(sp)
	sret

	.bss
	.balign	16
emergency_stacks:
	.space	HARTS_MAX * EMERGENCY_STACK_SIZE
