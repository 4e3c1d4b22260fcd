/*
 * Page frames: see page.h.
 *
 * Free frames are of two kinds: those on the free list, which were used and
 * given back, and the untouched rest of each memory range, which nobody has
 * looked at since the machine was started. The struct page of an untouched
 * frame is not even initialised: so a boot costs the same with 32 MiB and
 * with 16 GiB.
 *
 * Invariant: promised <= nfree + reclaimable.
 * Locks: page_lock guards everything but the reference counts.
 */
#include "arch/fdt.h"
#include "lib/panic.h"
#include "lib/spinlock.h"
#include "lib/string.h"
#include "mm/page.h"

#define NO_FRAME 0u              /* ends the free list: frame 0 is no RAM */

struct page *page_table_base;

static struct spinlock page_lock = SPINLOCK_INIT(RANK_PAGE, "page");

static struct {
	paddr_t next, end;       /* untouched */
} ranges[RANGES_MAX];
static unsigned nranges, range_now;

static uint32_t free_list = NO_FRAME;
static size_t nfree, ntotal, npromised;
static long nreclaimable;        /* atomic; may dip below 0 in between */
static struct page_reclaimer *reclaimers;

void
page_add_range(paddr_t start, paddr_t end)
{
	ASSERT(nranges < RANGES_MAX);
	ranges[nranges].next = start;
	ranges[nranges++].end = end;
	nfree += (end - start) >> PAGE_SHIFT;
	ntotal += (end - start) >> PAGE_SHIFT;
}

void *
page_carve(size_t npages)
{
	for (unsigned i = 0; i < nranges; i++) {
		paddr_t start = ranges[i].next;

		if ((ranges[i].end - start) >> PAGE_SHIFT < npages)
			continue;
		ranges[i].next += npages << PAGE_SHIFT;
		nfree -= npages;
		return pa_to_kernel(start);
	}
	return NULL;
}

/* The next untouched frame, or 0. */
static paddr_t
untouched_take(void)
{
	paddr_t pa;

	while (range_now < nranges &&
	       ranges[range_now].next == ranges[range_now].end)
		range_now++;
	if (range_now == nranges)
		return 0;
	pa = ranges[range_now].next;
	ranges[range_now].next += PAGE_SIZE;
	return pa;
}

/* Takes a free frame; NULL when there is none. */
static void *
frame_take_locked(void)
{
	paddr_t pa;

	if (free_list != NO_FRAME) {
		pa = (paddr_t)free_list << PAGE_SHIFT;
		free_list = page_table_base[free_list].next_free;
	} else {
		pa = untouched_take();
		if (pa == 0)
			return NULL;
	}
	nfree--;
	page_table_base[pa >> PAGE_SHIFT].refs = 1;
	return pa_to_kernel(pa);
}

/* How many frames may be taken without breaking a promise. */
static long
unpromised_locked(void)
{
	return (long)nfree + __atomic_load_n(&nreclaimable, __ATOMIC_RELAXED) -
	       (long)npromised;
}

/* Asks the caches in turn; false when none had a frame to give. */
static bool
reclaim(size_t want)
{
	size_t got = 0;

	spin_assert_none_held();
	for (struct page_reclaimer *r = reclaimers; r != NULL; r = r->next)
		if (got < want)
			got += r->reclaim(want - got);
	return got > 0;
}

#define RECLAIM_BATCH 32     /* frames asked for at once */

/* Redeems a promise, or takes a frame that nobody was promised. */
static void *
frame_alloc(bool promised)
{
	for (;;) {
		void *frame = NULL;

		spin_lock(&page_lock);
		if (promised || unpromised_locked() > 0)
			frame = frame_take_locked();
		else if (nfree > 0) {
			spin_unlock(&page_lock);
			return NULL;
		}
		if (frame != NULL && promised)
			npromised--;
		spin_unlock(&page_lock);
		if (frame != NULL)
			return frame;
		if (!reclaim(RECLAIM_BATCH))
			return NULL;
	}
}

void *
page_alloc(void)
{
	return frame_alloc(false);
}

void *
page_alloc_promised(void)
{
	return frame_alloc(true);
}

void *
page_alloc_zero(void)
{
	void *frame = frame_alloc(false);

	if (frame != NULL)
		page_clear(frame);
	return frame;
}

bool
page_promise(size_t n)
{
	bool ok;

	spin_lock(&page_lock);
	ok = unpromised_locked() >= 0 && n <= (size_t)unpromised_locked();
	if (ok)
		npromised += n;
	spin_unlock(&page_lock);
	return ok;
}

void
page_unpromise(size_t n)
{
	spin_lock(&page_lock);
	ASSERT(n <= npromised);
	npromised -= n;
	spin_unlock(&page_lock);
}

#ifdef DEBUG
#define POISON 0xdb
#endif

void
page_free(void *frame)
{
	uint32_t number = (uint32_t)(kernel_to_pa(frame) >> PAGE_SHIFT);

	ASSERT(page_table_base[number].refs == 0);
#ifdef DEBUG
	memset(frame, POISON, PAGE_SIZE);
#endif
	spin_lock(&page_lock);
	page_table_base[number].next_free = free_list;
	free_list = number;
	nfree++;
	spin_unlock(&page_lock);
}

void
page_reclaimer_add(struct page_reclaimer *r)
{
	r->next = reclaimers;
	reclaimers = r;
}

void
page_reclaimable_add(long nframes)
{
	__atomic_fetch_add(&nreclaimable, nframes, __ATOMIC_RELAXED);
}

struct page_counts
page_count(void)
{
	struct page_counts c;
	long reclaimable;

	spin_lock(&page_lock);
	reclaimable = __atomic_load_n(&nreclaimable, __ATOMIC_RELAXED);
	c = (struct page_counts){
		.total = ntotal, .free = nfree, .promised = npromised,
		.reclaimable = reclaimable > 0 ? (size_t)reclaimable : 0,
	};
	spin_unlock(&page_lock);
	return c;
}
