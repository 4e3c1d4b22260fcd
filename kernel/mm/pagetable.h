/*
 * Sv39 page tables (RISC-V privileged specification 1.12, section 4.4).
 *
 * A table is one frame of 512 entries; a space's tables form a tree of three
 * levels. The upper half of every root is the kernel's and the same in all:
 * its second-level tables are made at boot and shared.
 *
 * Locks: a space's tables are touched by its own process only; the kernel's
 * after boot only by sched/kstack.c, under its lock.
 */
#ifndef MM_PAGETABLE_H
#define MM_PAGETABLE_H

#include "mm/page.h"

typedef uint64_t pte_t;

#define USER_END           0x4000000000ul      /* end of the user half       */
#define KERNEL_STACKS_BASE 0xffffffd000000000ul

/* A leaf entry's rights, with A and D set: we keep no page ageing, and some
   implementations fault instead of setting them. */
#define PTE_LEAF       (PTE_V | PTE_A | PTE_D)
#define PTE_KERNEL_RW  (PTE_LEAF | PTE_G | PTE_R | PTE_W)
#define PTE_KERNEL_R   (PTE_LEAF | PTE_G | PTE_R)
#define PTE_KERNEL_RX  (PTE_LEAF | PTE_G | PTE_R | PTE_X)

/* Bytes that one entry of a level covers; level 0 is a page. */
#define LEVEL_SHIFT(level) (PAGE_SHIFT + 9 * (level))
#define LEVEL_SIZE(level)  (1ul << LEVEL_SHIFT(level))

extern pte_t kernel_root[PT_ENTRIES];

static inline unsigned
pte_index(uint64_t va, int level)
{
	return (va >> LEVEL_SHIFT(level)) % PT_ENTRIES;
}

static inline pte_t
pte_make(paddr_t pa, uint64_t bits)
{
	return pa >> PAGE_SHIFT << PTE_SHIFT | bits;
}

/* The frame, as kernel memory, that an entry points to. */
static inline void *
pte_frame(pte_t pte)
{
	return pa_to_kernel(pte >> PTE_SHIFT << PAGE_SHIFT);
}

/*
 * The level-0 entry for `va`, or NULL when a table on the way is missing.
 * With walk_alloc() missing tables are made; NULL then means no memory.
 */
pte_t *pagetable_walk(pte_t *root, uint64_t va);
pte_t *pagetable_walk_alloc(pte_t *root, uint64_t va);

/*
 * Builds the kernel's half: all memory and devices linearly, the image's
 * parts with their own rights, empty tables for `nstack_bytes` of kernel
 * stacks; and loads it on this hart. At boot, on the boot page table.
 */
void pagetable_init(size_t nstack_bytes);

/* A root table with the kernel's half in it, or NULL. */
pte_t *pagetable_new(void);

/*
 * Frees the tables that entries of `level` (1, then 2) point to for the user
 * range [start, end). The tables must be empty.
 */
void pagetable_prune(pte_t *root, uva_t start, uva_t end, int level);

#endif
