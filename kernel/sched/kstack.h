/*
 * Kernel stacks: 16 KiB each, mapped in a part of the kernel half of their
 * own with an unmapped guard page below, so that overflow faults at once.
 */
#pragma once

#include "lib/list.h"
#include "mm/page.h"

#define KSTACK_PAGES 4
#define KSTACK_SIZE  (KSTACK_PAGES * PAGE_SIZE)
#define KSTACK_STEP  (KSTACK_SIZE + PAGE_SIZE)    /* with its guard */

struct kstack {
	struct list link;        /* in the pool                             */
	uintptr_t base;          /* lowest address                          */
	uint32_t epoch;          /* mapped in this epoch: see kstack_see()  */
	bool mapped;             /* has its frames                          */
};

/* Registers the pool as a cache that gives way. */
void kstack_init(void);

/* A mapped stack, or NULL. */
struct kstack *kstack_get(void);
void kstack_put(struct kstack *k);

/* Before this hart uses `k`: it may remember that nothing was mapped there
   (privileged specification, section 4.2.1), so it forgets, once. */
void kstack_see(const struct kstack *k);

/* Bytes of address space that stacks can take with so much memory. */
size_t kstack_reach(size_t memory_bytes);
