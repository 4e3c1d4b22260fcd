/*
 * The block cache: see cache.h.
 *
 * Buffers are found through a hash table that is sized for the memory. Each
 * is on the list of its state, oldest first; clean ones that were used since
 * they were last looked at get a second round.
 *
 * Invariant: a valid buffer never becomes invalid; its contents change only
 * after cache_dirty(), and only while its frame has no other holder. The
 * buffers in state CLEAN are counted as reclaimable, no others; their frames
 * have no other holder.
 * Locks: cache_lock, for a few tens of instructions at a time. A buffer with
 * references stays; its contents are guarded by whoever owns the block.
 * Read next: log.c (who makes buffers dirty), commit.c (who cleans them).
 */
#include "abi/errno.h"
#include "drivers/virtio_blk.h"
#include "fs/cache.h"
#include "lib/panic.h"
#include "lib/string.h"
#include "mm/object.h"
#include "mm/page.h"
#include "sched/sched.h"

#define SETTLE_STEP     2     /* lent buffers looked at for each one lent  */
#define BUF_FRAMES_MAX  2     /* a new buffer's frame, its object's frame  */
#define RESERVE_MAX     (4 * BUF_FRAMES_MAX)

static struct spinlock cache_lock = SPINLOCK_INIT(RANK_CACHE, "cache");

static struct {
	struct hash table;       /* (k)                                    */
	struct list lists[BUF_NSTATES];  /* (k)                            */
	size_t n[BUF_NSTATES];           /* (k) how many are on each       */
	/* (k) Promised frames for reading when memory is out and nothing is
	   clean: what has begun to change the disk must be able to go on
	   reading it. */
	size_t reserve;
} cache;

static struct object_cache bufs = OBJECT_CACHE(bufs, "buf", struct buf);

/*
 * The table, the lists and the count of what is reclaimable; cache_lock is
 * held.
 */

static void
move_locked(struct buf *b, enum buf_state to)
{
	long reclaimable = (to == BUF_CLEAN) - (b->state == BUF_CLEAN);

	if (reclaimable != 0)
		page_reclaimable_add(reclaimable);
	cache.n[b->state]--;
	cache.n[to]++;
	b->state = to;
	list_remove(&b->link);
	list_push_back(&cache.lists[to], &b->link);
}

/* Moves a valid buffer that is not dirty to the list where it belongs. */
static void
move_clean_locked(struct buf *b)
{
	move_locked(b, b->pinned ? BUF_IDLE :
		       page_exclusive(b->data) ? BUF_CLEAN : BUF_LENT);
}

/* Takes it out of the cache. */
static void
drop_locked(struct buf *b)
{
	hash_remove(&cache.table, &b->hash);
	move_locked(b, BUF_GONE);
	list_remove(&b->link);
}

/* Looks at up to `n` lent buffers: did their frames come back? */
static void
settle_locked(size_t n)
{
	for (n = MIN(n, cache.n[BUF_LENT]); n > 0; n--)
		move_clean_locked(LIST_FIRST(&cache.lists[BUF_LENT],
					     struct buf, link));
}

/* Takes the oldest buffer that nobody uses out of the cache, or NULL. */
static struct buf *
evict_locked(void)
{
	for (size_t looks = 2 * cache.n[BUF_CLEAN]; looks > 0; looks--) {
		struct buf *b = LIST_FIRST(&cache.lists[BUF_CLEAN],
					   struct buf, link);

		if (b->refs == 0 && !b->recent) {
			drop_locked(b);
			return b;
		}
		b->recent = false;
		move_locked(b, BUF_CLEAN);
	}
	return NULL;
}

static struct buf *
evict(void)
{
	struct buf *b;

	spin_lock(&cache_lock);
	b = evict_locked();
	if (b == NULL) {
		settle_locked(SIZE_MAX);
		b = evict_locked();
	}
	spin_unlock(&cache_lock);
	return b;
}

void
cache_settle(void)
{
	spin_lock(&cache_lock);
	settle_locked(SIZE_MAX);
	spin_unlock(&cache_lock);
}

static void
buf_free(struct buf *b)
{
	page_unref(b->data);
	object_free(&bufs, b);
}

static size_t
cache_reclaim(size_t want)
{
	struct buf *b;
	size_t n;

	for (n = 0; n < want && (b = evict()) != NULL; n++)
		buf_free(b);
	return n;
}

/* About one slot for two blocks that can be in memory at once. */
int
cache_init(void)
{
	size_t nbufs_max = MIN(page_count().total, (size_t)disk_nblocks());

	for (unsigned i = 0; i < BUF_NSTATES; i++)
		list_init(&cache.lists[i]);
	page_reclaimer_add(cache_reclaim);
	return hash_init(&cache.table, nbufs_max / 2);
}

/*
 * New buffers
 */

/* A promised frame. It is sure to come: what stands in the way is a buffer
   that somebody uses for a moment. */
static void *
redeem_frame(size_t *promised)
{
	void *frame;

	ASSERT(*promised > 0);
	while ((frame = page_alloc_promised()) == NULL)
		sched_point();
	--*promised;
	return frame;
}

/* A buffer paid with one or two promised frames. */
static struct buf *
buf_new_promised(size_t *promised)
{
	struct buf *b = object_alloc(&bufs);

	if (b == NULL) {
		ASSERT(*promised > 0);
		while ((b = object_alloc_promised(&bufs)) == NULL)
			sched_point();
		--*promised;
	}
	b->data = redeem_frame(promised);
	return b;
}

/* Takes up what the reserve has lost: reads that used it made buffers that
   can be reclaimed now. Then takes `n` frames out of it, or 0. */
static size_t
reserve_take(size_t n)
{
	spin_lock(&cache_lock);
	while (cache.reserve < RESERVE_MAX && page_promise(1))
		cache.reserve++;
	if (n > cache.reserve)
		n = 0;
	cache.reserve -= n;
	spin_unlock(&cache_lock);
	return n;
}

/* A buffer to read into; NULL when memory is out. For one that is `needed`,
   and not only read ahead, the cache and the reserve give what they have. */
static struct buf *
buf_new(bool needed)
{
	struct buf *b = object_alloc(&bufs);
	size_t promised;

	if (UNLIKELY(cache.reserve < RESERVE_MAX))
		reserve_take(0);
	if (b != NULL) {
		b->data = page_alloc();
		if (b->data != NULL)
			return b;
		object_free(&bufs, b);
	}
	b = needed ? evict() : NULL;
	if (b != NULL || !needed)
		return b;
	promised = reserve_take(BUF_FRAMES_MAX);
	if (promised == 0)
		return NULL;
	b = buf_new_promised(&promised);
	page_unpromise(promised);
	return b;
}

/* Enters a new buffer with one reference; frees it instead, false, when the
   block has got another one meanwhile. */
static bool
buf_enter(struct buf *b, uint32_t block, enum buf_state state)
{
	bool is_first;

	*b = (struct buf){ .block = block, .refs = 1, .data = b->data };
	list_init(&b->link);
	waitq_init(&b->loaded);
	spin_lock(&cache_lock);
	is_first = hash_find(&cache.table, block) == NULL;
	if (is_first) {
		hash_add(&cache.table, &b->hash, block);
		move_locked(b, state);
	}
	spin_unlock(&cache_lock);
	if (!is_first)
		buf_free(b);
	return is_first;
}

/*
 * Reading
 */

struct buf *
cache_find(uint32_t block)
{
	bool failed = false;
	struct buf *b;

	spin_lock(&cache_lock);
	b = hash_find(&cache.table, block);
	if (b != NULL) {
		__atomic_fetch_add(&b->refs, 1, __ATOMIC_RELAXED);
		b->recent = true;
		while (UNLIKELY(b->state == BUF_LOADING))
			waitq_sleep_firm(&b->loaded, &cache_lock);
		failed = b->state == BUF_GONE;
	}
	spin_unlock(&cache_lock);
	if (LIKELY(!failed))
		return b;
	cache_put(b);
	return ERR_PTR(-EIO);
}

/* Reads up to `n` blocks that are not cached in one request. */
static int
load_run(uint32_t block, unsigned n)
{
	struct disk_request r = { .op = DISK_READ, .block = block };
	struct buf *run[DISK_SEGMENTS_MAX];
	int error;

	n = MIN(n, (unsigned)DISK_SEGMENTS_MAX);
	while (r.nblocks < n) {
		struct buf *b = buf_new(r.nblocks == 0);

		if (b == NULL && r.nblocks == 0)
			return -ENOMEM;
		if (b == NULL || !buf_enter(b, block + r.nblocks, BUF_LOADING))
			break;
		run[r.nblocks] = b;
		r.frames[r.nblocks++] = b->data;
	}
	if (r.nblocks == 0)     /* somebody else reads it */
		return 0;
	disk_submit(&r);
	error = disk_wait(&r);
	for (unsigned i = 0; i < r.nblocks; i++) {
		spin_lock(&cache_lock);
		if (error == 0)
			move_clean_locked(run[i]);
		else
			drop_locked(run[i]);
		waitq_wake_all(&run[i]->loaded);
		spin_unlock(&cache_lock);
		cache_put(run[i]);
	}
	return error;
}

struct buf *
cache_read_run(uint32_t block, unsigned nblocks)
{
	struct buf *b;

	while (UNLIKELY((b = cache_find(block)) == NULL)) {
		int error = load_run(block, nblocks);

		if (error < 0)
			return ERR_PTR(error);
	}
	return b;
}

/* The state of a buffer with a reference is not LOADING any more, so it does
   not change between GONE and the others. */
void
cache_put(struct buf *b)
{
	bool gone = b->state == BUF_GONE;

	if (__atomic_sub_fetch(&b->refs, 1, __ATOMIC_ACQ_REL) == 0 && gone)
		buf_free(b);
}

void
cache_pin(struct buf *b)
{
	spin_lock(&cache_lock);
	ASSERT(b->state < BUF_LOGGED);
	b->pinned = true;
	move_clean_locked(b);
	spin_unlock(&cache_lock);
}

/*
 * Changing
 */

struct buf *
cache_blank(uint32_t block, size_t *promised)
{
	struct buf *b = cache_find(block);

	while (b == NULL || IS_ERR(b)) {
		b = buf_new_promised(promised);
		if (!buf_enter(b, block, BUF_IDLE))
			b = cache_find(block);
	}
	return b;
}

bool
cache_dirty(struct buf *b, enum buf_state how, size_t *promised)
{
	bool shared = !page_exclusive(b->data);
	enum buf_state was;
	void *spare;

	if (LIKELY(!shared && b->state >= BUF_LOGGED))
		return false;
	spare = shared ? redeem_frame(promised) : NULL;
	spin_lock(&cache_lock);
	was = b->state;
	/* Unless another operation did so just now: it may be writing. */
	if (shared && !page_exclusive(b->data)) {
		void *old = b->data;

		page_copy(spare, old);
		b->data = spare;
		spare = old;
	}
	if (was < BUF_LOGGED)
		move_locked(b, how);
	spin_unlock(&cache_lock);
	if (spare != NULL)
		page_unref(spare);
	if (was == BUF_CLEAN && !shared) {
		ASSERT(*promised > 0);   /* its own frame is that one */
		page_unpromise(1);
		--*promised;
	}
	return was < BUF_LOGGED;
}

enum buf_state
cache_forget(uint32_t block)
{
	enum buf_state state = BUF_GONE;
	struct buf *b;

	spin_lock(&cache_lock);
	b = hash_find(&cache.table, block);
	if (b != NULL && b->refs == 0 && b->frozen == NULL) {
		state = b->state;
		drop_locked(b);
		buf_free(b);
	}
	spin_unlock(&cache_lock);
	return state;
}

/*
 * Sharing frames
 */

void *
cache_lend(struct buf *b)
{
	void *frame = NULL;

	spin_lock(&cache_lock);
	settle_locked(SETTLE_STEP);
	/* A lent frame cannot be reclaimed: only if it is promised to
	   nobody. */
	if (b->state == BUF_CLEAN && page_promise(1)) {
		move_locked(b, BUF_LENT);
		page_unpromise(1);
	}
	if (b->state != BUF_CLEAN) {
		frame = b->data;
		page_ref(frame);
	}
	spin_unlock(&cache_lock);
	return frame;
}

/* Without the lock, as only operations touch dirty buffers, and those that
   are IDLE after this. */
void
cache_freeze(enum buf_state kind, struct list *to)
{
	while (!list_empty(&cache.lists[kind])) {
		struct buf *b = LIST_FIRST(&cache.lists[kind], struct buf,
					   link);

		move_locked(b, BUF_IDLE);
		b->frozen = b->data;
		page_ref(b->frozen);
		list_push_back(to, &b->commit_link);
	}
}

void
cache_thaw(struct buf *b)
{
	spin_lock(&cache_lock);
	page_unref(b->frozen);
	b->frozen = NULL;
	list_remove(&b->commit_link);
	if (b->state < BUF_LOGGED)
		move_clean_locked(b);
	spin_unlock(&cache_lock);
}
