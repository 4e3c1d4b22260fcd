/*
 * The first instructions of each hart.
 *
 * The firmware enters here in S-mode, without translation and with interrupts
 * off; a0 = the hart's number. We run at physical addresses until satp is
 * written, and go on in the upper half by a trap: no translation exists for
 * the address after that write, and stvec names where to go on.
 */
#include "arch/cpu.h"
#include "arch/riscv.h"

#define KERNEL_BASE     0xffffffc000000000
#define BOOT_STACK_SIZE 16384
#define BOOT_GIGAPAGES  64

	.section .text.start, "ax"

/* Continues at label 1 of the caller's, translated by the table at a2. */
	.macro	enter_upper_half
	la	t0, 1f
	li	t1, KERNEL_BASE
	add	t0, t0, t1
	csrw	stvec, t0
	srli	t0, a2, PAGE_SHIFT
	li	t1, SATP_SV39
	or	t0, t0, t1
	sfence.vma
	csrw	satp, t0
	.balign	4
1:
	.endm

/*
 * The boot hart: a1 = the device tree's physical address. Only the first hart
 * that comes here is it. OpenSBI 1.1 may send another one here that was to
 * begin at start_other: its sbi_hart_start() lets the hart go before it has
 * noted where to. That hart goes where it should.
 *
 * One gigapage for each of the first BOOT_GIGAPAGES of physical memory, so
 * that C code can reach everything; pagetable_init() loads another table.
 */
	.globl	start
start:
	la	t0, boot_claimed
	li	t1, 1
	amoswap.w t1, t1, (t0)
	bnez	t1, start_other

	la	t0, bss_start
	la	t1, image_end
1:	sd	zero, 0(t0)
	addi	t0, t0, 8
	bltu	t0, t1, 1b

	la	a2, boot_root
	li	t0, 8 * (PT_ENTRIES / 2)
	add	t0, t0, a2
	li	t1, PTE_V | PTE_R | PTE_W | PTE_X | PTE_A | PTE_D | PTE_G
	li	t2, 1 << (30 - PAGE_SHIFT + PTE_SHIFT)
	li	t3, BOOT_GIGAPAGES
1:	sd	t1, 0(t0)
	add	t1, t1, t2
	addi	t0, t0, 8
	addi	t3, t3, -1
	bnez	t3, 1b

	enter_upper_half
	la	sp, boot_stack_end
	la	tp, boot_thread
	call	boot_main
	ebreak

/*
 * The other harts, started by main.c, which has given each its idle thread
 * before, in the order of harts[]; kernel_root is complete.
 */
	.globl	start_other
start_other:
	la	a2, kernel_root
	enter_upper_half
1:	la	t0, harts
2:	ld	t1, HART_ID(t0)
	ld	tp, HART_IDLE(t0)
	addi	t0, t0, HART_SIZE
	beqz	tp, 1b                   /* no other is ready: again */
	bne	t1, a0, 2b
	ld	sp, CPU_FRAME(tp)
	call	boot_other_hart
	ebreak

	.data
	.balign	4
boot_claimed:
	.word	0

/* First of all in .bss, so that boot_root is what pagetable_init() makes the
   boot stack's guard: nobody needs it any more then. */
	.section .bss.boot, "aw", @nobits
	.balign	PAGE_SIZE
	.globl	boot_stack, boot_stack_end
boot_root:
	.space	8 * PT_ENTRIES
boot_stack:
	.space	BOOT_STACK_SIZE
boot_stack_end:
