/*
 * What the RISC-V privileged specification (version 1.12) defines and this
 * kernel uses: control and status registers, trap causes, Sv39.
 */
#pragma once

/* sstatus (section 4.1.1) */
#define SSTATUS_SIE       (1ul << 1)    /* interrupts on in S-mode            */
#define SSTATUS_SPIE      (1ul << 5)    /* what SIE becomes by sret           */
#define SSTATUS_SPP       (1ul << 8)    /* trap came from S-mode              */
#define SSTATUS_FS        (3ul << 13)   /* state of the floating-point unit   */
#define SSTATUS_FS_OFF    (0ul << 13)
#define SSTATUS_FS_CLEAN  (2ul << 13)
#define SSTATUS_FS_DIRTY  (3ul << 13)

/* sip and sie (section 4.1.3) */
#define SI_SOFTWARE       (1ul << 1)
#define SI_TIMER          (1ul << 5)
#define SI_EXTERNAL       (1ul << 9)

/* scause (section 4.1.8) */
#define SCAUSE_INTERRUPT        (1ul << 63)
#define SCAUSE_SOFTWARE         (SCAUSE_INTERRUPT | 1)
#define SCAUSE_TIMER            (SCAUSE_INTERRUPT | 5)
#define SCAUSE_EXTERNAL         (SCAUSE_INTERRUPT | 9)
#define SCAUSE_FETCH_MISALIGNED 0
#define SCAUSE_ILLEGAL          2
#define SCAUSE_BREAKPOINT       3
#define SCAUSE_LOAD_MISALIGNED  4
#define SCAUSE_STORE_MISALIGNED 6
#define SCAUSE_USER_ECALL       8
#define SCAUSE_FETCH_PAGE       12
#define SCAUSE_LOAD_PAGE        13
#define SCAUSE_STORE_PAGE       15

/* scounteren (section 4.1.5): user programs may read cycle, time, instret. */
#define SCOUNTEREN_ALL 7ul

/* satp (section 4.1.11) */
#define SATP_SV39       (8ul << 60)
#define SATP_ASID_SHIFT 44
#define SATP_ASID_MASK  0xfffful

/* Sv39 (section 4.4) */
#define PAGE_SHIFT   12
#define PAGE_SIZE    (1ul << PAGE_SHIFT)
#define PTE_SHIFT    10          /* of the physical page number in a PTE */
#define PT_ENTRIES   512
#define PT_LEVELS    3
#define PTE_V        (1ul << 0)
#define PTE_R        (1ul << 1)
#define PTE_W        (1ul << 2)
#define PTE_X        (1ul << 3)
#define PTE_U        (1ul << 4)
#define PTE_G        (1ul << 5)
#define PTE_A        (1ul << 6)
#define PTE_D        (1ul << 7)

#ifndef __ASSEMBLER__

#include <stdint.h>

#define csr_read(csr) ({ \
	unsigned long value_; \
	__asm__ volatile("csrr %0, " #csr : "=r"(value_)); \
	value_; })
#define csr_write(csr, value) \
	__asm__ volatile("csrw " #csr ", %0" : : "rK"(value) : "memory")
#define csr_set(csr, bits) \
	__asm__ volatile("csrs " #csr ", %0" : : "rK"(bits) : "memory")
#define csr_clear(csr, bits) \
	__asm__ volatile("csrc " #csr ", %0" : : "rK"(bits) : "memory")

/* Forget every translation of this hart, global ones included. */
#define tlb_flush_all() __asm__ volatile("sfence.vma" : : : "memory")

/* Forget what this hart knows of one page of the running space. */
#define tlb_flush_page(va) \
	__asm__ volatile("sfence.vma %0, zero" : : "r"(va) : "memory")

/* The number of the lowest bit that is set; `bits` is not 0. The base
   instruction set has none for this. */
static inline unsigned bits_lowest(uint64_t bits)
{
	unsigned n = 0;

	while (!(bits >> n & 1))
		n++;
	return n;
}

#define wait_for_interrupt() __asm__ volatile("wfi" : : : "memory")

#endif
