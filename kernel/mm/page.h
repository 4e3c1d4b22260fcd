/*
 * Page frames: physical memory in units of 4096 bytes.
 *
 * Every frame in use has a reference count. A frame comes with one reference
 * and is free again when the last is dropped. Whoever wants to write to a
 * frame that may have other holders looks at the count first: that one rule
 * serves copy-on-write after fork, private mappings of cached file blocks and
 * the log's frozen blocks.
 *
 * Promises. page_promise(n) sets n frames aside without choosing them. The
 * invariant promised <= free + reclaimable makes that a promise that can be
 * kept; page_alloc_promised() redeems one.
 */
#pragma once

#include "arch/riscv.h"
#include "arch/types.h"

/* Kernel address of physical address 0: all memory is mapped linearly. */
#define KERNEL_BASE 0xffffffc000000000ul

struct page {
	int32_t refs;          /* atomic; 0 = free                            */
	uint32_t next_free;    /* (p) page_lock: frame number, while free     */
};

/* Struct of the frame that holds physical address 0; valid from RAM on. */
extern struct page *page_table_base;

static inline void *pa_to_kernel(paddr_t pa)
{
	return (void *)(pa + KERNEL_BASE);
}

/* `p` points into the linear map (not to a kernel stack). */
static inline paddr_t kernel_to_pa(const void *p)
{
	return (uintptr_t)p - KERNEL_BASE;
}

/* The struct page of the frame that `frame` points into. */
static inline struct page *page_of(const void *frame)
{
	return &page_table_base[kernel_to_pa(frame) >> PAGE_SHIFT];
}

/*
 * Takes over memory [start, end), to be called once for each usable range at
 * boot, lowest first. Costs the same for every size: frames are looked at
 * when they are first needed.
 */
void page_add_range(paddr_t start, paddr_t end);

/*
 * Takes `npages` adjacent frames from untouched memory, uncleared; at boot
 * only. NULL when there are not so many.
 */
void *page_carve(size_t npages);

/*
 * A frame with one reference, contents undefined; NULL when memory is out.
 * May call the reclaimers: no spin lock may be held. Does not sleep.
 * `promised` redeems a promise; see below.
 */
void *page_take(bool promised);
#define page_alloc() page_take(false)

/* The same, cleared. */
void *page_alloc_zero(void);

/*
 * Promises n frames: false when free + reclaimable, less what is promised
 * already, is not enough. page_unpromise() takes back n that were not
 * redeemed.
 */
bool page_promise(size_t n);
void page_unpromise(size_t n);

/* page_alloc() that redeems one promised frame. NULL only when a reclaimer
   could not deliver what it had counted. */
#define page_alloc_promised() page_take(true)

/* One more reference. Any lock may be held. */
static inline void page_ref(const void *frame)
{
	__atomic_fetch_add(&page_of(frame)->refs, 1, __ATOMIC_RELAXED);
}

/* Gives the last reference's frame back to the free list. */
void page_free(void *frame);

/* One reference less; the last one frees. Any lock above RANK_PAGE. */
static inline void page_unref(void *frame)
{
	if (__atomic_fetch_sub(&page_of(frame)->refs, 1, __ATOMIC_ACQ_REL) == 1)
		page_free(frame);
}

/* True when the caller's reference is the only one. */
static inline bool page_exclusive(const void *frame)
{
	return __atomic_load_n(&page_of(frame)->refs, __ATOMIC_ACQUIRE) == 1;
}

/*
 * Caches that give way. A reclaimer frees up to `want` frames and returns how
 * many it freed; it must not sleep or allocate. Its cache keeps the count of
 * what it could give up to date with page_reclaimable_add().
 */
typedef size_t page_reclaimer(size_t want);
void page_reclaimer_add(page_reclaimer *r);
void page_reclaimable_add(long nframes);

struct page_counts {
	size_t total, free, reclaimable, promised;
};
struct page_counts page_count(void);
