/*
 * The block cache: see cache.h.
 *
 * Buffers are found through a hash table that is sized for the memory. Each
 * is on the list of its state, oldest first; clean ones that were used since
 * they were last looked at get a second round.
 *
 * Invariant: what is in the table and not LOADING is valid, and its contents
 * change only after cache_dirty(), and only while its frame has no other
 * holder. The buffers in state CLEAN are counted as reclaimable, no others;
 * their frames have no other holder.
 * Locks: cache_lock, for a few tens of instructions at a time; reserve_lock.
 * A buffer with references stays; its contents are guarded by whoever owns
 * the block.
 * Read next: log.c (who makes buffers dirty and clean).
 */
#include "drivers/virtio_blk.h"
#include "fs/cache.h"
#include "lib/panic.h"
#include "lib/string.h"
#include "mm/object.h"
#include "mm/page.h"
#include "sched/mutex.h"
#include "sched/sched.h"

#define SETTLE_STEP     2     /* shared ones looked at for each one lent   */
#define BUF_FRAMES_MAX  2     /* a new buffer's frame, its object's frame  */
#define RESERVE_MAX     (4 * BUF_FRAMES_MAX)
#define THAW_STEP       64    /* buffers between two sched_point()s        */

static struct spinlock cache_lock = SPINLOCK_INIT(RANK_CACHE, "cache");

static struct hash table;                 /* (k)                            */
static struct list lists[BUF_NSTATES];    /* (k) a buffer is on one of them */
size_t cache_count[BUF_NSTATES];

/* Promised frames, to read into when memory is out and nothing is clean: what
   has begun to change the disk must be able to go on reading it. */
static size_t reserve;
static struct mutex reserve_lock = MUTEX_INIT(reserve_lock);

static struct object_cache bufs = OBJECT_CACHE(bufs, "buf", struct buf);

/*
 * The table, the lists and the count of what is reclaimable; cache_lock is
 * held.
 */

static void
unlist_locked(struct buf *b)
{
	list_remove(&b->link);
	cache_count[b->state]--;
	if (b->state == BUF_CLEAN)
		page_reclaimable_add(-1);
}

static void
enlist_locked(struct buf *b, enum buf_state state)
{
	b->state = state;
	list_push_back(&lists[state], &b->link);
	cache_count[state]++;
	if (state == BUF_CLEAN)
		page_reclaimable_add(1);
}

/* Moves a buffer that is not dirty to the list where it belongs. */
static void
settle_locked(struct buf *b)
{
	unlist_locked(b);
	enlist_locked(b, page_exclusive(b->data) ? BUF_CLEAN : BUF_SHARED);
}

/* Looks at up to `n` shared buffers: do they still have other holders? */
static void
settle_shared_locked(size_t n)
{
	for (n = MIN(n, cache_count[BUF_SHARED]); n > 0; n--)
		settle_locked(LIST_FIRST(&lists[BUF_SHARED], struct buf,
					 link));
}

/* Takes it out of the cache. */
static void
drop_locked(struct buf *b)
{
	hash_remove(&table, &b->hash);
	unlist_locked(b);
}

static bool
is_unused_locked(const struct buf *b)
{
	return __atomic_load_n(&b->refs, __ATOMIC_ACQUIRE) == 0;
}

/* Takes the oldest buffer that nobody uses out of the cache, or NULL. */
static struct buf *
evict_locked(void)
{
	for (size_t looks = 2 * cache_count[BUF_CLEAN]; looks > 0; looks--) {
		struct buf *b = LIST_FIRST(&lists[BUF_CLEAN],
					   struct buf, link);

		if (is_unused_locked(b) && !b->recent) {
			drop_locked(b);
			return b;
		}
		b->recent = false;
		settle_locked(b);
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
		settle_shared_locked(SIZE_MAX);
		b = evict_locked();
	}
	spin_unlock(&cache_lock);
	return b;
}

void
cache_settle(void)
{
	spin_lock(&cache_lock);
	settle_shared_locked(SIZE_MAX);
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
	size_t nbufs_max = MIN(page_count().total, (size_t)disk_nblocks);

	for (unsigned i = 0; i < BUF_NSTATES; i++)
		list_init(&lists[i]);
	page_reclaimer_add(cache_reclaim);
	return hash_init(&table, nbufs_max / 2);
}

/*
 * New buffers
 */

/* A promised frame. It is sure to come: what stands in the way is a buffer
   that somebody uses for a moment. */
static void *
redeem(size_t *promised)
{
	void *frame;

	ASSERT_CMP(*promised, >, 0);
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

	while (b == NULL) {
		b = object_alloc_promised(&bufs, promised);
		if (b == NULL)
			sched_point();
	}
	b->data = redeem(promised);
	return b;
}

/* A buffer to read into; NULL when memory is out. For one that is `needed`,
   and not only read ahead, the cache and the reserve give what they have. */
static struct buf *
buf_new(bool needed)
{
	struct buf *b = object_alloc(&bufs);

	if (b != NULL && (b->data = page_alloc()) == NULL) {
		object_free(&bufs, b);
		b = NULL;
	}
	if (b == NULL && needed)
		b = evict();
	if (LIKELY(b != NULL && reserve == RESERVE_MAX))
		return b;
	/* Reads that used it made buffers that can be reclaimed now. */
	mutex_lock(&reserve_lock);
	while (reserve < RESERVE_MAX && page_promise(1))
		reserve++;
	if (b == NULL && needed && reserve >= BUF_FRAMES_MAX)
		b = buf_new_promised(&reserve);
	mutex_unlock(&reserve_lock);
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
	is_first = hash_find(&table, block) == NULL;
	if (is_first) {
		hash_add(&table, &b->hash, block);
		enlist_locked(b, state);
	}
	spin_unlock(&cache_lock);
	if (!is_first)
		buf_free(b);
	return is_first;
}

/*
 * Reading
 */

/* A waiter looks the block up again: if it could not be read, the buffer is
   gone. */
struct buf *
cache_find(uint32_t block)
{
	struct buf *b;

	spin_lock(&cache_lock);
	while ((b = hash_find(&table, block)) != NULL &&
	       UNLIKELY(b->state == BUF_LOADING))
		waitq_sleep_firm(&b->loaded, &cache_lock);
	if (b != NULL) {
		__atomic_fetch_add(&b->refs, 1, __ATOMIC_RELAXED);
		b->recent = true;
	}
	spin_unlock(&cache_lock);
	return b;
}

/* Reads up to `n` blocks that are not cached in one request. */
static int
load_run(uint32_t block, unsigned n)
{
	struct disk_request r = { .op = DISK_READ, .block = block };
	struct buf *run[DISK_SEGMENTS_MAX], *b = NULL;
	int error;

	for (n = MIN(n, (unsigned)DISK_SEGMENTS_MAX); r.nblocks < n; ) {
		b = buf_new(r.nblocks == 0);
		if (b == NULL || !buf_enter(b, block + r.nblocks, BUF_LOADING))
			break;
		run[r.nblocks] = b;
		r.frames[r.nblocks++] = b->data;
	}
	if (r.nblocks == 0)     /* or somebody else reads it */
		return b == NULL ? -ENOMEM : 0;
	disk_submit(&r);
	error = disk_wait(&r);
	for (unsigned i = 0; i < r.nblocks; i++) {
		spin_lock(&cache_lock);
		if (error == 0)
			settle_locked(run[i]);
		else
			drop_locked(run[i]);
		waitq_wake_all(&run[i]->loaded);
		spin_unlock(&cache_lock);
		if (error == 0)
			cache_put(run[i]);
		else
			buf_free(run[i]);
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

struct buf *
cache_read_pinned(uint32_t block, unsigned nblocks)
{
	return page_promise(1) ? cache_read_run(block, nblocks) :
				 ERR_PTR(-ENOMEM);
}

/*
 * Changing
 */

void
cache_dirty(struct buf *b, enum buf_state how, bool keep, size_t *promised)
{
	bool shared = !page_exclusive(b->data);
	void *spare;

	if (LIKELY(!shared && b->state >= BUF_LOGGED))
		return;
	spare = shared ? redeem(promised) : NULL;
	spin_lock(&cache_lock);
	/* Unless another operation did so just now: it may be writing. */
	if (shared && !page_exclusive(b->data)) {
		void *old = b->data;

		if (keep)
			page_copy(spare, old);
		b->data = spare;
		spare = old;
	}
	if (b->state < BUF_LOGGED) {
		unlist_locked(b);
		enlist_locked(b, how);
	}
	spin_unlock(&cache_lock);
	if (spare != NULL)
		page_unref(spare);
}

struct buf *
cache_overwrite(uint32_t block, enum buf_state how, size_t *promised)
{
	struct buf *b;

	while ((b = cache_find(block)) == NULL) {
		b = buf_new_promised(promised);
		if (buf_enter(b, block, how))
			return b;
	}
	cache_dirty(b, how, false, promised);
	return b;
}

void
cache_forget(uint32_t block)
{
	struct buf *b;

	spin_lock(&cache_lock);
	b = hash_find(&table, block);
	if (b != NULL && is_unused_locked(b) && b->frozen == NULL) {
		drop_locked(b);
		buf_free(b);
	}
	spin_unlock(&cache_lock);
}

/*
 * Sharing frames
 */

void *
cache_lend(struct buf *b)
{
	void *frame = NULL;

	spin_lock(&cache_lock);
	settle_shared_locked(SETTLE_STEP);
	/* A lent frame cannot be reclaimed: only if it is promised to
	   nobody. */
	if (b->state == BUF_CLEAN && page_promise(1)) {
		unlist_locked(b);
		enlist_locked(b, BUF_SHARED);
		page_unpromise(1);
	}
	if (b->state != BUF_CLEAN) {
		frame = b->data;
		page_ref(frame);
	}
	spin_unlock(&cache_lock);
	return frame;
}

void
cache_freeze(enum buf_state kind, struct list *to)
{
	struct buf *b;

	while (!list_empty(&lists[kind])) {
		spin_lock(&cache_lock);
		b = LIST_FIRST(&lists[kind], struct buf, link);
		b->frozen = b->data;
		page_ref(b->frozen);
		settle_locked(b);
		spin_unlock(&cache_lock);
		list_push_back(to, &b->commit_link);
	}
}

void
cache_thaw(struct list *from)
{
	struct list *l;

	for (unsigned n = 1; (l = list_pop_front(from)) != NULL; n++) {
		struct buf *b = LIST_ENTRY(l, struct buf, commit_link);

		spin_lock(&cache_lock);
		page_unref(b->frozen);
		b->frozen = NULL;
		if (b->state < BUF_LOGGED)
			settle_locked(b);
		spin_unlock(&cache_lock);
		if (n % THAW_STEP == 0)
			sched_point();
	}
}
