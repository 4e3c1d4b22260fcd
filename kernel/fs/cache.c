/*
 * The block cache: see cache.h.
 *
 * Invariant: a valid buffer never becomes invalid; its contents change only
 * after cache_dirty(), and only while its frame has no other holder.
 * Locks: cache_lock. A buffer with references stays; its contents are
 * guarded by whoever owns the block.
 * Read next: buf.c (table and lists), log.c (who makes buffers dirty),
 * commit.c (who cleans them).
 */
#include "abi/errno.h"
#include "drivers/virtio_blk.h"
#include "fs/cache.h"
#include "lib/panic.h"
#include "lib/string.h"
#include "mm/page.h"

#define SETTLE_STEP 2    /* lent buffers looked at for each one lent */

/* Enters `fresh` into the table, or finds that the block is there already:
   then that one, with a reference. */
static struct buf *
buf_insert(struct buf *fresh, enum buf_state state)
{
	struct buf *b;

	spin_lock(&cache_lock);
	b = buf_lookup_locked(fresh->block);
	if (b == NULL) {
		fresh->state = state;
		buf_hash_locked(fresh);
		b = fresh;
	} else {
		buf_ref_locked(b);
	}
	spin_unlock(&cache_lock);
	if (b != fresh)
		buf_free(fresh);
	return b;
}

/*
 * Reading
 */

/* Waits until a buffer that was found is valid; an ERR_PTR if it failed. */
static struct buf *
buf_await(struct buf *b)
{
	enum buf_state state;

	spin_lock(&cache_lock);
	while (b->state == BUF_LOADING)
		waitq_sleep_firm(&b->loaded, &cache_lock);
	state = b->state;
	spin_unlock(&cache_lock);
	if (state == BUF_VALID)
		return b;
	cache_put(b);
	return ERR_PTR(-EIO);
}

struct buf *
cache_find(uint32_t block)
{
	struct buf *b;

	spin_lock(&cache_lock);
	b = buf_lookup_locked(block);
	if (b == NULL) {
		spin_unlock(&cache_lock);
		return NULL;
	}
	buf_ref_locked(b);
	if (LIKELY(b->state == BUF_VALID)) {
		spin_unlock(&cache_lock);
		return b;
	}
	spin_unlock(&cache_lock);
	return buf_await(b);
}

static void
buf_loaded(struct buf *b, int error)
{
	spin_lock(&cache_lock);
	if (error == 0) {
		b->state = BUF_VALID;
		buf_list_clean_locked(b);
	} else {
		b->state = BUF_FAILED;
		buf_unhash_locked(b);
	}
	waitq_wake_all(&b->loaded);
	spin_unlock(&cache_lock);
}

/* Enters buffers for up to `n` blocks that are not cached yet; how many. The
   first one may turn out to be cached: then that is *found. */
static unsigned
run_build(uint32_t block, unsigned n, struct buf **run, struct buf **found)
{
	for (unsigned i = 0; i < n; i++) {
		struct buf *fresh = buf_new(block + i);
		struct buf *b = fresh == NULL ? NULL :
				buf_insert(fresh, BUF_LOADING);

		if (b == fresh && b != NULL) {
			run[i] = b;
			continue;
		}
		if (i == 0)
			*found = b;
		else if (b != NULL)
			cache_put(b);
		return i;
	}
	return n;
}

static int
run_load(struct buf **run, unsigned n)
{
	struct disk_request r = {
		.op = DISK_READ, .block = run[0]->block, .nblocks = n };
	int error;

	for (unsigned i = 0; i < n; i++)
		r.frames[i] = run[i]->data;
	disk_submit(&r);
	error = disk_wait(&r);
	for (unsigned i = 0; i < n; i++)
		buf_loaded(run[i], error);
	return error;
}

struct buf *
cache_read_run(uint32_t block, unsigned nblocks)
{
	struct buf *run[DISK_SEGMENTS_MAX], *found = cache_find(block);
	unsigned n;
	int error;

	if (LIKELY(found != NULL))
		return found;
	n = run_build(block, MIN(nblocks, ARRAY_SIZE(run)), run, &found);
	if (n == 0)
		return found ? buf_await(found) : ERR_PTR(-ENOMEM);
	error = run_load(run, n);
	for (unsigned i = 1; i < n; i++)
		cache_put(run[i]);
	if (error == 0)
		return run[0];
	cache_put(run[0]);
	return ERR_PTR(error);
}

struct buf *
cache_read(uint32_t block)
{
	return cache_read_run(block, 1);
}

void
cache_put(struct buf *b)
{
	bool unused;

	if (LIKELY(b->state == BUF_VALID)) {
		__atomic_fetch_sub(&b->refs, 1, __ATOMIC_RELEASE);
		return;
	}
	spin_lock(&cache_lock);
	unused = __atomic_sub_fetch(&b->refs, 1, __ATOMIC_RELEASE) == 0 &&
		 b->state == BUF_FAILED;
	spin_unlock(&cache_lock);
	if (unused)
		buf_free(b);
}

void
cache_pin(struct buf *b)
{
	spin_lock(&cache_lock);
	ASSERT(b->dirt == BUF_CLEAN);
	buf_unlist_locked(b);
	b->pinned = true;
	buf_ref_locked(b);
	spin_unlock(&cache_lock);
}

/*
 * Changing
 */

struct buf *
cache_blank(uint32_t block, size_t *promised)
{
	struct buf *b = cache_find(block);

	if (b == NULL || IS_ERR(b))
		b = buf_insert(buf_new_promised(block, promised), BUF_VALID);
	return b;
}

/* Moves the contents to `spare` if the frame has other holders; what is
   left over, for the caller to drop. */
static void *
frame_replace_locked(struct buf *b, void *spare)
{
	void *old = b->data;

	if (page_exclusive(old))
		return spare;
	page_copy(spare, old);
	b->data = spare;
	return old;
}

static bool
enlist_dirty(struct buf *b, enum buf_dirt dirt, void **spare, bool *counted)
{
	bool was_clean;

	spin_lock(&cache_lock);
	if (*spare != NULL)
		*spare = frame_replace_locked(b, *spare);
	was_clean = b->dirt == BUF_CLEAN;
	if (was_clean) {
		*counted = buf_unlist_locked(b);
		buf_list_dirty_locked(b, dirt);
	}
	spin_unlock(&cache_lock);
	return was_clean;
}

bool
cache_dirty(struct buf *b, enum buf_dirt dirt, size_t *promised)
{
	void *spare = NULL;
	bool redeemed = false, was_clean, counted = false;

	if (!page_exclusive(b->data)) {
		spare = buf_redeem_frame(promised);
		redeemed = true;
	} else if (LIKELY(b->dirt != BUF_CLEAN)) {
		return false;
	}
	was_clean = enlist_dirty(b, dirt, &spare, &counted);
	if (spare != NULL)
		page_unref(spare);
	if (counted && !redeemed) {   /* its own frame was the promised one */
		ASSERT(*promised > 0);
		page_unpromise(1);
		--*promised;
	}
	return was_clean;
}

enum buf_dirt
cache_forget(uint32_t block)
{
	enum buf_dirt dirt = BUF_CLEAN;
	struct buf *b;

	spin_lock(&cache_lock);
	b = buf_lookup_locked(block);
	if (b != NULL && b->refs == 0 && b->frozen == NULL) {
		dirt = b->dirt;
		buf_unlist_locked(b);
		buf_unhash_locked(b);
		buf_free(b);
	}
	spin_unlock(&cache_lock);
	return dirt;
}

/*
 * Sharing frames
 */

/* A lent frame cannot be reclaimed: only if it is promised to nobody. */
static bool
lend_clean_locked(struct buf *b)
{
	if (b->lent)
		return true;
	if (!page_promise(1))
		return false;
	buf_unlist_locked(b);
	page_unpromise(1);
	buf_list_lent_locked(b);
	return true;
}

void *
cache_lend(struct buf *b)
{
	void *frame = NULL;

	spin_lock(&cache_lock);
	buf_settle_locked(SETTLE_STEP);
	if (list_empty(&b->link) || b->dirt != BUF_CLEAN ||
	    lend_clean_locked(b)) {
		frame = b->data;
		page_ref(frame);
	}
	spin_unlock(&cache_lock);
	return frame;
}

static void
freeze_list(struct list *open, struct list *to)
{
	struct list *l;

	while ((l = list_pop_front(open)) != NULL) {
		struct buf *b = LIST_ENTRY(l, struct buf, link);

		b->dirt = BUF_CLEAN;
		b->frozen = b->data;
		page_ref(b->frozen);
		list_push_back(to, &b->commit_link);
	}
}

/* Without the lock, as only operations touch dirty buffers. */
void
cache_freeze(struct list *logged, struct list *ordered)
{
	freeze_list(buf_dirty_list(BUF_LOGGED), logged);
	freeze_list(buf_dirty_list(BUF_ORDERED), ordered);
}

void
cache_thaw(struct buf *b)
{
	spin_lock(&cache_lock);
	page_unref(b->frozen);
	b->frozen = NULL;
	list_remove(&b->commit_link);
	if (b->dirt == BUF_CLEAN)
		buf_list_clean_locked(b);
	spin_unlock(&cache_lock);
}
