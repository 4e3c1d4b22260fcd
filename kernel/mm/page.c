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
#define POISON   0xdb            /* fills free frames when DEBUG=1        */

#define RECLAIM_BATCH 32u        /* frames asked for at once              */

struct page *page_table_base;

static struct spinlock page_lock = SPINLOCK_INIT(RANK_PAGE, "page");

static struct memory_range ranges[RANGES_MAX];   /* untouched */
static unsigned nranges;
static uint32_t free_list = NO_FRAME;
static size_t nfree, ntotal, npromised;
static long nreclaimable;        /* atomic; may dip below 0 in between */
static page_reclaimer *reclaimers[2];
static unsigned nreclaimers;

void
page_add_range(paddr_t start, paddr_t end)
{
	ASSERT_CMP(nranges, <, RANGES_MAX);
	ranges[nranges++] = (struct memory_range){ start, end };
	nfree += (end - start) >> PAGE_SHIFT;
	ntotal += (end - start) >> PAGE_SHIFT;
}

void *
page_carve(size_t npages)
{
	for (unsigned i = 0; i < nranges; i++) {
		paddr_t start = ranges[i].start;

		if ((ranges[i].end - start) >> PAGE_SHIFT < npages)
			continue;
		ranges[i].start += npages << PAGE_SHIFT;
		nfree -= npages;
		return pa_to_kernel(start);
	}
	return NULL;
}

/* Takes a free frame; NULL when there is none. */
static void *
frame_take_locked(void)
{
	void *frame;

	if (free_list == NO_FRAME) {
		frame = page_carve(1);
	} else {
		frame = pa_to_kernel((paddr_t)free_list << PAGE_SHIFT);
		free_list = page_of(frame)->next_free;
		nfree--;
	}
	if (frame != NULL)
		page_of(frame)->refs = 1;
	return frame;
}

/* How many frames may be taken without breaking a promise. */
static long
unpromised_locked(void)
{
	return (long)nfree + __atomic_load_n(&nreclaimable, __ATOMIC_RELAXED) -
	       (long)npromised;
}

void *
page_take(bool promised)
{
	size_t reclaimed;

	do {
		void *frame = NULL;
		bool spoken_for = false;  /* what is free was promised */

		spin_lock(&page_lock);
		if (promised || unpromised_locked() > 0)
			frame = frame_take_locked();
		else
			spoken_for = nfree > 0;
		npromised -= promised && frame != NULL;
		spin_unlock(&page_lock);
		if (frame != NULL || spoken_for)
			return frame;
		spin_assert_none_held();
		reclaimed = 0;
		for (unsigned i = 0; i < nreclaimers; i++)
			if (reclaimed < RECLAIM_BATCH)
				reclaimed += reclaimers[i](RECLAIM_BATCH -
							   reclaimed);
	} while (reclaimed > 0);
	return NULL;
}

void *
page_alloc_zero(void)
{
	void *frame = page_alloc();

	if (frame != NULL)
		page_clear(frame);
	return frame;
}

bool
page_promise(size_t n)
{
	bool ok;

	spin_lock(&page_lock);
	ok = (long)n <= unpromised_locked();
	if (ok)
		npromised += n;
	spin_unlock(&page_lock);
	return ok;
}

void
page_unpromise(size_t n)
{
	spin_lock(&page_lock);
	ASSERT_CMP(n, <=, npromised);
	npromised -= n;
	spin_unlock(&page_lock);
}

void
page_free(void *frame)
{
	struct page *page = page_of(frame);

	ASSERT_CMP(page->refs, ==, 0);
#ifdef DEBUG
	memset(frame, POISON, PAGE_SIZE);
#endif
	spin_lock(&page_lock);
	page->next_free = free_list;
	free_list = (uint32_t)(page - page_table_base);
	nfree++;
	spin_unlock(&page_lock);
}

void
page_reclaimer_add(page_reclaimer *r)
{
	ASSERT_CMP(nreclaimers, <, ARRAY_SIZE(reclaimers));
	reclaimers[nreclaimers++] = r;
}

void
page_reclaimable_add(long nframes)
{
	__atomic_fetch_add(&nreclaimable, nframes, __ATOMIC_RELAXED);
}

struct page_counts
page_count(void)
{
	long reclaimable = __atomic_load_n(&nreclaimable, __ATOMIC_RELAXED);
	struct page_counts c;

	spin_lock(&page_lock);
	c = (struct page_counts){ ntotal, nfree, (size_t)MAX(reclaimable, 0),
				  npromised };
	spin_unlock(&page_lock);
	return c;
}
