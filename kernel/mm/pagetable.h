/*
 * Sv39 page tables (RISC-V privileged specification 1.12, section 4.4).
 *
 * A table is one frame of 512 entries; a space's tables form a tree of three
 * levels. The upper half of every root is the kernel's and the same in all:
 * its second-level tables are made at boot and shared.
 *
 * Locks: a space's tables are touched by its own process only; the kernel's
 * after boot only by sched/thread.c, which takes care.
 */
#pragma once

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

/* Where the table that holds the entry of `level` for `va` ends to map. */
#define TABLE_END(va, level) ROUND_UP((va) + 1, LEVEL_SIZE((level) + 1))

extern pte_t kernel_root[PT_ENTRIES];
extern uint64_t asid_mask;   /* the address-space identifiers there are */

static inline uint64_t
satp_of(const pte_t *root, uint64_t asid)
{
	return SATP_SV39 | asid << SATP_ASID_SHIFT |
	       kernel_to_pa(root) >> PAGE_SHIFT;
}

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
 * The entry of `level` for `va`, or NULL when a table on the way is missing;
 * with `make`, missing tables are made, and NULL means no memory.
 */
pte_t *pagetable_walk_to(pte_t *root, uint64_t va, int level, bool make);

/* The same for level 0, without making: every user copy comes here. */
static inline pte_t *
pagetable_walk(pte_t *root, uint64_t va)
{
	pte_t pte = root[pte_index(va, 2)];

	if (UNLIKELY(!(pte & PTE_V)))
		return NULL;
	pte = ((pte_t *)pte_frame(pte))[pte_index(va, 1)];
	if (UNLIKELY(!(pte & PTE_V)))
		return NULL;
	return (pte_t *)pte_frame(pte) + pte_index(va, 0);
}

/*
 * Builds the kernel's half: all memory and devices linearly, the image's
 * parts with their own rights, empty tables for `nstack_bytes` of kernel
 * stacks; and loads it on this hart. At boot, on the boot page table.
 */
void pagetable_init(size_t nstack_bytes);

/* A root table with the kernel's half in it, or NULL. */
pte_t *pagetable_new(void);

/*
 * Clears the entries of `level` for [start, end) and drops the frames that
 * they point to; how many of the entries pointed to nothing. Of levels 1 and 2
 * these frames are tables, which must be empty.
 */
size_t pagetable_drop(pte_t *root, uint64_t start, uint64_t end, int level);

/* How many pages of [start, end) have no entry. */
size_t pagetable_untouched(pte_t *root, uint64_t start, uint64_t end);

/* Gives the entries that there are for [start, end) these rights. */
void pagetable_protect(pte_t *root, uint64_t start, uint64_t end,
		       uint64_t rights);

/* Drops the tables in the way of [start, end) that map nothing at all. */
void pagetable_prune(pte_t *root, uint64_t start, uint64_t end);
