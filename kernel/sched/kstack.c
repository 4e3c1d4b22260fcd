/*
 * Kernel stacks: see kstack.h.
 *
 * A stack whose thread is gone stays mapped and waits in the pool for the
 * next thread, so that fork and exit change no kernel mapping. When memory is
 * short the pool's frames are given back: all at once, as other harts must be
 * told to forget the mappings, which is dear.
 *
 * Locks: kstack_lock guards the pools and the mappings.
 */
#include "arch/cpu.h"
#include "arch/sbi.h"
#include "lib/panic.h"
#include "lib/spinlock.h"
#include "mm/object.h"
#include "mm/pagetable.h"
#include "sched/kstack.h"

static struct object_cache kstack_cache =
	OBJECT_CACHE(kstack_cache, "kstack", struct kstack);
static struct spinlock kstack_lock = SPINLOCK_INIT(RANK_KSTACK, "kstack");
static struct list mapped = LIST_INIT(mapped);       /* ready for use   */
static struct list unmapped = LIST_INIT(unmapped);   /* addresses only  */
static uintptr_t next_base = KERNEL_STACKS_BASE + PAGE_SIZE;
static uint32_t epoch;

size_t
kstack_reach(size_t memory_bytes)
{
	return memory_bytes / KSTACK_SIZE * KSTACK_STEP + KSTACK_STEP;
}

/* Unmaps a stack and frees the frames it has. */
static void
stack_unmap(struct kstack *k)
{
	for (size_t i = 0; i < KSTACK_PAGES; i++) {
		pte_t *pte = pagetable_walk(kernel_root,
					    k->base + i * PAGE_SIZE);

		if (pte == NULL || *pte == 0)
			continue;
		page_unref(pte_frame(*pte));
		*pte = 0;
	}
}

/* Gives a stack its frames; on failure it has none. */
static bool
stack_map(struct kstack *k)
{
	for (size_t i = 0; i < KSTACK_PAGES; i++) {
		void *frame = page_alloc();
		pte_t *pte = frame == NULL ? NULL :
			pagetable_walk_alloc(kernel_root,
					     k->base + i * PAGE_SIZE);

		if (pte == NULL) {
			if (frame != NULL)
				page_unref(frame);
			stack_unmap(k);
			return false;
		}
		*pte = pte_make(kernel_to_pa(frame), PTE_KERNEL_RW);
	}
	return true;
}

/* A stack without frames. */
static struct kstack *
stack_new(void)
{
	struct kstack *k;
	struct list *l;

	spin_lock(&kstack_lock);
	l = list_pop_front(&unmapped);
	spin_unlock(&kstack_lock);
	if (l != NULL)
		return LIST_ENTRY(l, struct kstack, link);
	k = object_alloc(&kstack_cache);
	if (k == NULL)
		return NULL;
	list_init(&k->link);
	k->base = __atomic_fetch_add(&next_base, KSTACK_STEP,
				     __ATOMIC_RELAXED);
	return k;
}

struct kstack *
kstack_get(void)
{
	struct kstack *k;
	struct list *l;

	spin_lock(&kstack_lock);
	l = list_pop_front(&mapped);
	if (l != NULL)
		page_reclaimable_add(-KSTACK_PAGES);
	spin_unlock(&kstack_lock);
	if (l != NULL)
		return LIST_ENTRY(l, struct kstack, link);
	k = stack_new();
	if (k == NULL)
		return NULL;
	if (!stack_map(k)) {
		spin_lock(&kstack_lock);
		list_push_front(&unmapped, &k->link);
		spin_unlock(&kstack_lock);
		return NULL;
	}
	k->epoch = __atomic_add_fetch(&epoch, 1, __ATOMIC_RELAXED);
	return k;
}

void
kstack_put(struct kstack *k)
{
	spin_lock(&kstack_lock);
	list_push_front(&mapped, &k->link);
	page_reclaimable_add(KSTACK_PAGES);
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
	struct list victims = LIST_INIT(victims);
	struct kstack *k;
	size_t got = 0;

	(void)want;
	spin_lock(&kstack_lock);
	list_append(&victims, &mapped);
	LIST_FOR_EACH(k, &victims, link) {
		stack_unmap(k);
		page_reclaimable_add(-KSTACK_PAGES);
		got += KSTACK_PAGES;
	}
	if (got > 0) {
		tlb_flush_all();
		sbi_remote_tlb_flush_all();
	}
	list_append(&unmapped, &victims);
	spin_unlock(&kstack_lock);
	return got;
}

static struct page_reclaimer pool_reclaimer = { .reclaim = pool_reclaim };

void
kstack_init(void)
{
	page_reclaimer_add(&pool_reclaimer);
}
