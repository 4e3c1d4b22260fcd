/*
 * Kernel stacks: see kstack.h.
 *
 * A stack whose thread is gone stays mapped and waits in the pool for the
 * next thread, so that fork and exit change no kernel mapping. When memory is
 * short the pool's frames are given back: all at once, as other harts must be
 * told to forget the mappings, which is dear.
 *
 * Locks: kstack_lock guards the pool and the mappings.
 */
#include "arch/cpu.h"
#include "arch/sbi.h"
#include "lib/spinlock.h"
#include "mm/object.h"
#include "mm/pagetable.h"
#include "sched/kstack.h"
#include "sched/mutex.h"

static struct object_cache kstack_cache =
	OBJECT_CACHE(kstack_cache, "kstack", struct kstack);
static struct spinlock kstack_lock = SPINLOCK_INIT(RANK_KSTACK, "kstack");
static struct list pool = LIST_INIT(pool);   /* the mapped ones first */
static uintptr_t next_base = KERNEL_STACKS_BASE + PAGE_SIZE;
static uint32_t epoch;

/* Of two that need a new page table at one address only one may make it. */
static struct mutex tables = MUTEX_INIT(tables);

size_t
kstack_reach(size_t memory_bytes)
{
	return memory_bytes / KSTACK_SIZE * KSTACK_STEP + KSTACK_STEP;
}

static void
stack_unmap(struct kstack *k)
{
	pagetable_drop(kernel_root, k->base, k->base + KSTACK_SIZE, 0);
	k->mapped = false;
}

/* Gives a stack its frames; false when memory is out: then it has none. */
static bool
stack_map(struct kstack *k)
{
	k->mapped = true;
	mutex_lock(&tables);
	for (size_t i = 0; i < KSTACK_PAGES && k->mapped; i++) {
		pte_t *pte = pagetable_walk_to(kernel_root, k->base +
					       i * PAGE_SIZE, 0, true);
		void *frame = pte != NULL ? page_alloc() : NULL;

		if (frame != NULL)
			*pte = pte_make(kernel_to_pa(frame), PTE_KERNEL_RW);
		else
			stack_unmap(k);
	}
	mutex_unlock(&tables);
	k->epoch = __atomic_add_fetch(&epoch, 1, __ATOMIC_RELAXED);
	return k->mapped;
}

/* The first stack of the pool, or NULL. A mapped one stops being reclaimable:
   only if its frames are promised to nobody. */
static struct kstack *
pool_take_locked(void)
{
	struct kstack *k = LIST_FIRST(&pool, struct kstack, link);

	if (list_empty(&pool) || (k->mapped && !page_promise(KSTACK_PAGES)))
		return NULL;
	list_remove(&k->link);
	if (k->mapped) {
		page_reclaimable_add(-KSTACK_PAGES);
		page_unpromise(KSTACK_PAGES);
	}
	return k;
}

struct kstack *
kstack_get(void)
{
	struct kstack *k;

	spin_lock(&kstack_lock);
	k = pool_take_locked();
	spin_unlock(&kstack_lock);
	if (k == NULL) {
		k = object_alloc(&kstack_cache);
		if (k == NULL)
			return NULL;
		k->base = __atomic_fetch_add(&next_base, KSTACK_STEP,
					     __ATOMIC_RELAXED);
	}
	if (k->mapped || stack_map(k))
		return k;
	kstack_put(k);
	return NULL;
}

void
kstack_put(struct kstack *k)
{
	spin_lock(&kstack_lock);
	if (k->mapped) {
		list_push_front(&pool, &k->link);
		page_reclaimable_add(KSTACK_PAGES);
	} else {
		list_push_back(&pool, &k->link);
	}
	spin_unlock(&kstack_lock);
}

void
kstack_see(const struct kstack *k)
{
	struct hart *h = this_hart();

	if (LIKELY((int32_t)(h->kstack_epoch - k->epoch) >= 0))
		return;
	h->kstack_epoch = __atomic_load_n(&epoch, __ATOMIC_RELAXED);
	tlb_flush_all();
}

static size_t
pool_reclaim(size_t want)
{
	struct kstack *k;
	size_t got = 0;

	(void)want;
	spin_lock(&kstack_lock);
	LIST_FOR_EACH(k, &pool, link) {
		if (!k->mapped)
			break;
		stack_unmap(k);
		got += KSTACK_PAGES;
	}
	page_reclaimable_add(-(long)got);
	if (got > 0) {
		tlb_flush_all();
		sbi_remote_tlb_flush_all();
	}
	spin_unlock(&kstack_lock);
	return got;
}

void
kstack_init(void)
{
	static struct page_reclaimer reclaimer = { .reclaim = pool_reclaim };

	page_reclaimer_add(&reclaimer);
}
