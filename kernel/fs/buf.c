/*
 * Buffers: see buf.h.
 *
 * Buffers are found through a hash table that is sized for the memory. Each
 * valid buffer is on one list: `clean` (oldest first; those used since they
 * were last looked at get a second round), `lent` (clean, frame given out),
 * or one of the open transaction's two; one that a commit is writing and
 * nobody has changed since is on none of these.
 *
 * Invariant: the buffers on `clean` are counted as reclaimable, no others;
 * their frames have no other holder.
 * Locks: cache_lock, for a few tens of instructions at a time.
 * Read next: cache.c (what the file system does with buffers).
 */
#include "abi/errno.h"
#include "fs/buf.h"
#include "lib/panic.h"
#include "lib/string.h"
#include "mm/object.h"
#include "mm/page.h"
#include "sched/sched.h"

#define SETTLE_ALL      SIZE_MAX
#define BUF_FRAMES_MAX  2     /* a new buffer's frame, its object's frame  */
#define RESERVE_MAX     (4 * BUF_FRAMES_MAX)
#define TABLE_SLOTS_MIN (PAGE_SIZE / sizeof(struct buf *))

struct spinlock cache_lock = SPINLOCK_INIT(RANK_CACHE, "cache");

static struct {
	struct buf **slots;      /* (c) the table                          */
	uint32_t mask;           /* (c) number of slots - 1                */
	struct list clean;       /* (k) the rest                           */
	size_t nclean;
	struct list lent;
	size_t nlent;
	struct list dirty[BUF_ORDERED + 1];  /* by enum buf_dirt           */
} cache = {
	.clean = LIST_INIT(cache.clean),
	.lent = LIST_INIT(cache.lent),
	.dirty[BUF_LOGGED] = LIST_INIT(cache.dirty[BUF_LOGGED]),
	.dirty[BUF_ORDERED] = LIST_INIT(cache.dirty[BUF_ORDERED]),
};

/* (k) Promised frames for reading when memory is out and nothing is clean:
   what has begun to change the disk must be able to go on reading it. */
static size_t reserve;

static struct object_cache bufs = OBJECT_CACHE(bufs, "buf", struct buf);

/*
 * Hash table; cache_lock is held.
 */

static struct buf **
slot_of(uint32_t block)
{
	return &cache.slots[block & cache.mask];
}

struct buf *
buf_lookup_locked(uint32_t block)
{
	struct buf *b = *slot_of(block);

	while (b != NULL && b->block != block)
		b = b->hash_next;
	return b;
}

void
buf_hash_locked(struct buf *b)
{
	struct buf **slot = slot_of(b->block);

	b->hash_next = *slot;
	*slot = b;
}

void
buf_unhash_locked(struct buf *b)
{
	struct buf **at = slot_of(b->block);

	while (*at != b)
		at = &(*at)->hash_next;
	*at = b->hash_next;
}

struct buf *
buf_ref_locked(struct buf *b)
{
	__atomic_fetch_add(&b->refs, 1, __ATOMIC_RELAXED);
	b->recent = true;
	return b;
}

/*
 * Lists and the count of what is reclaimable; cache_lock is held.
 */

void
buf_list_lent_locked(struct buf *b)
{
	b->lent = true;
	cache.nlent++;
	list_push_back(&cache.lent, &b->link);
}

void
buf_list_dirty_locked(struct buf *b, enum buf_dirt dirt)
{
	b->dirt = dirt;
	list_push_back(&cache.dirty[dirt], &b->link);
}

struct list *
buf_dirty_list(enum buf_dirt dirt)
{
	return &cache.dirty[dirt];
}

void
buf_list_clean_locked(struct buf *b)
{
	list_remove(&b->link);
	if (b->pinned)
		return;
	if (!page_exclusive(b->data)) {
		buf_list_lent_locked(b);
		return;
	}
	list_push_back(&cache.clean, &b->link);
	cache.nclean++;
	page_reclaimable_add(1);
}

bool
buf_unlist_locked(struct buf *b)
{
	bool counted = false;

	if (list_empty(&b->link))
		return false;
	if (b->lent) {
		b->lent = false;
		cache.nlent--;
	} else if (b->dirt == BUF_CLEAN) {
		counted = true;
		cache.nclean--;
		page_reclaimable_add(-1);
	}
	list_remove(&b->link);
	return counted;
}

void
buf_settle_locked(size_t n)
{
	n = MIN(n, cache.nlent);
	while (n-- > 0) {
		struct buf *b = LIST_FIRST(&cache.lent, struct buf, link);

		buf_unlist_locked(b);
		buf_list_clean_locked(b);
	}
}

/* Takes the oldest buffer that nobody uses out of the cache, or NULL. */
static struct buf *
evict_locked(void)
{
	size_t looks = 2 * cache.nclean;

	while (looks-- > 0) {
		struct buf *b = LIST_FIRST(&cache.clean, struct buf, link);

		if (b->refs == 0 && !b->recent) {
			buf_unlist_locked(b);
			buf_unhash_locked(b);
			return b;
		}
		b->recent = false;
		list_remove(&b->link);
		list_push_back(&cache.clean, &b->link);
	}
	return NULL;
}

static struct buf *
evict(void)
{
	struct buf *b;

	spin_lock(&cache_lock);
	b = evict_locked();
	if (b == NULL && cache.nlent > 0) {
		buf_settle_locked(SETTLE_ALL);
		b = evict_locked();
	}
	spin_unlock(&cache_lock);
	return b;
}

void
buf_free(struct buf *b)
{
	page_unref(b->data);
	object_free(&bufs, b);
}

static size_t
cache_reclaim(size_t want)
{
	size_t n = 0;
	struct buf *b;

	if (want == 0)
		cache_settle();
	while (n < want && (b = evict()) != NULL) {
		buf_free(b);
		n++;
	}
	return n;
}

void
cache_settle(void)
{
	spin_lock(&cache_lock);
	buf_settle_locked(SETTLE_ALL);
	spin_unlock(&cache_lock);
}

/* About one slot for two blocks that can be in memory at once. */
int
cache_init(uint32_t nblocks)
{
	static struct page_reclaimer reclaimer = { .reclaim = cache_reclaim };
	size_t want = MIN(page_count().total, (size_t)nblocks) / 2;
	size_t nslots = TABLE_SLOTS_MIN, npages;

	while (nslots < want)
		nslots *= 2;
	npages = nslots * sizeof(struct buf *) / PAGE_SIZE;
	cache.slots = page_carve(npages);
	if (cache.slots == NULL)
		return -ENOMEM;
	for (size_t i = 0; i < npages; i++)
		page_clear((char *)cache.slots + i * PAGE_SIZE);
	cache.mask = (uint32_t)nslots - 1;
	page_reclaimer_add(&reclaimer);
	return 0;
}

/*
 * New buffers
 */

static struct buf *
buf_init(struct buf *b, uint32_t block)
{
	void *data = b->data;

	*b = (struct buf){ .block = block, .refs = 1, .data = data };
	list_init(&b->link);
	list_init(&b->commit_link);
	waitq_init(&b->loaded);
	return b;
}

/* A promised frame. It is sure to come: what stands in the way is a buffer
   that somebody uses for a moment. */
void *
buf_redeem_frame(size_t *promised)
{
	void *frame;

	ASSERT(*promised > 0);
	while ((frame = page_alloc_promised()) == NULL)
		sched_point();
	--*promised;
	return frame;
}

struct buf *
buf_new_promised(uint32_t block, size_t *promised)
{
	struct buf *b = object_alloc(&bufs);

	if (b == NULL) {
		ASSERT(*promised > 0);
		while ((b = object_alloc_promised(&bufs)) == NULL)
			sched_point();
		--*promised;
	}
	b->data = buf_redeem_frame(promised);
	return buf_init(b, block);
}

/* Takes up what the reserve has lost: reads that used it made buffers that
   can be reclaimed now. */
static void
reserve_refill(void)
{
	spin_lock(&cache_lock);
	while (reserve < RESERVE_MAX && page_promise(1))
		reserve++;
	spin_unlock(&cache_lock);
}

static struct buf *
buf_new_from_reserve(uint32_t block)
{
	size_t promised;
	struct buf *b;

	spin_lock(&cache_lock);
	promised = reserve >= BUF_FRAMES_MAX ? BUF_FRAMES_MAX : 0;
	reserve -= promised;
	spin_unlock(&cache_lock);
	if (promised == 0)
		return NULL;
	b = buf_new_promised(block, &promised);
	spin_lock(&cache_lock);
	reserve += promised;
	spin_unlock(&cache_lock);
	return b;
}

struct buf *
buf_new(uint32_t block)
{
	struct buf *b = object_alloc(&bufs);

	if (UNLIKELY(reserve < RESERVE_MAX))
		reserve_refill();
	if (b != NULL) {
		b->data = page_alloc();
		if (b->data != NULL)
			return buf_init(b, block);
		object_free(&bufs, b);
	}
	b = evict();
	return b ? buf_init(b, block) : buf_new_from_reserve(block);
}
