/*
 * Free blocks and inodes: see alloc.h.
 *
 * The bitmap stays in memory from boot on, so no operation waits for it. Each
 * of its blocks has a shadow frame with the bits that are to be cleared when
 * the transaction closes. The inode table says itself which inodes are free
 * (DISK_FREE).
 *
 * Invariant: nfree bits are clear in the bitmap; ndeferred bits are set in
 * shadows, each of a block that the bitmap has in use.
 * Locks: alloc_lock for bitmap, shadows and the hint. nfree and ndeferred
 * change under it and may be read without it.
 * Read next: blockmap.c (which block of which file).
 */
#include "fs/alloc.h"
#include "lib/panic.h"
#include "mm/page.h"
#include "sched/mutex.h"
#include "sched/sched.h"

#define NBITMAPS_MAX    (DISK_MAX_BLOCKS / DISK_BITS_PER_BLOCK)
#define BITS_PER_WORD   64u
#define WORDS_PER_BLOCK (DISK_BITS_PER_BLOCK / BITS_PER_WORD)

static struct mutex alloc_lock = MUTEX_INIT(alloc_lock);
static struct bitmap {
	struct buf *buf;         /* (c) in memory for ever                  */
	uint64_t *shadow;        /* (c) frame; (l) its bits                 */
	bool deferred;           /* (l) some of those are set               */
} bitmaps[NBITMAPS_MAX];
static uint32_t nbits;           /* (c) of all bitmaps                      */
static size_t nfree, ndeferred;  /* (l)                                     */
static uint32_t hint;            /* (l) where to look for the next block    */
static uint32_t inode_hint = 1;  /* atomic: seldom is a lower one free      */

/*
 * Blocks
 */

static uint64_t
word_bit(uint32_t block)
{
	return 1ul << block % BITS_PER_WORD;
}

/* The word with the block's bit in its bitmap or, likewise, a shadow. */
static uint64_t *
word_in(void *map, uint32_t block)
{
	return (uint64_t *)map + block % DISK_BITS_PER_BLOCK / BITS_PER_WORD;
}

static uint64_t *
word_of(uint32_t block)
{
	return word_in(bitmaps[block / DISK_BITS_PER_BLOCK].buf->data, block);
}

static bool
is_used(uint32_t block)
{
	return *word_of(block) & word_bit(block);
}

int
alloc_init(void)
{
	uint32_t n = super_nbitmaps();

	for (uint32_t i = 0; i < n; i++) {
		struct bitmap *m = &bitmaps[i];

		m->buf = cache_read_pinned(super.bitmap_start + i, n - i);
		if (IS_ERR(m->buf))
			return (int)PTR_ERR(m->buf);
		m->shadow = page_alloc_zero();
		if (m->shadow == NULL)
			return -ENOMEM;
	}
	nbits = n * DISK_BITS_PER_BLOCK;
	/* What is no data block is marked as in use: in memory only, should
	   the disk not say so. */
	for (uint32_t at = 0; at < super.data_start; at++)
		*word_of(at) |= word_bit(at);
	for (uint32_t at = super.nblocks; at < nbits; at++)
		*word_of(at) |= word_bit(at);
	nfree = nbits;
	for (uint32_t at = 0; at < nbits; at += BITS_PER_WORD)
		for (uint64_t used = *word_of(at); used != 0; nfree--)
			used &= used - 1;
	return 0;
}

/* A free block, from `at` on and round again; there is one. */
static uint32_t
search(uint32_t at)
{
	for (uint32_t left = nbits + BITS_PER_WORD; left > 0; left--) {
		at %= nbits;
		if (!is_used(at))
			return at;
		if (~*word_of(at) != 0)
			at++;
		else
			at = ROUND_UP(at + 1, BITS_PER_WORD);
	}
	panic("alloc: %zu blocks free, but no clear bit", nfree);
}

int
alloc_take(struct log_op *op, uint32_t near, uint32_t *blocks, unsigned n)
{
	int error = -ENOSPC;

	mutex_lock(&alloc_lock);
	if (nfree >= n) {
		error = 0;
		nfree -= n;
	}
	for (unsigned i = 0; i < n && error == 0; i++) {
		near = (near + 1) % nbits;
		if (is_used(near))
			near = search(hint);
		log_write(op, bitmaps[near / DISK_BITS_PER_BLOCK].buf);
		*word_of(near) |= word_bit(near);
		blocks[i] = near;
		hint = near + 1;
	}
	mutex_unlock(&alloc_lock);
	return error;
}

void
alloc_free(uint32_t block)
{
	struct bitmap *m = &bitmaps[block / DISK_BITS_PER_BLOCK];
	uint64_t *word = word_in(m->shadow, block);

	mutex_lock(&alloc_lock);
	if (!is_used(block) || *word & word_bit(block)) {
		super_complain("fs: block %u is freed twice\n", block);
	} else {
		*word |= word_bit(block);
		m->deferred = true;
		ndeferred++;
	}
	mutex_unlock(&alloc_lock);
	cache_forget(block);
}

bool
alloc_would_help(size_t n)
{
	return __atomic_load_n(&nfree, __ATOMIC_RELAXED) < n &&
	       __atomic_load_n(&ndeferred, __ATOMIC_RELAXED) > 0;
}

/* No operation is under way: nothing that is dirty needs a promised frame. */
void
alloc_apply_frees(void)
{
	struct log_op op = { .promised = 0 };

	mutex_lock(&alloc_lock);
	for (struct bitmap *m = bitmaps; m < bitmaps + super_nbitmaps(); m++) {
		uint64_t *words;

		if (!m->deferred)
			continue;
		log_write(&op, m->buf);
		words = m->buf->data;
		for (uint32_t i = 0; i < WORDS_PER_BLOCK; i++) {
			words[i] &= ~m->shadow[i];
			m->shadow[i] = 0;
		}
		m->deferred = false;
	}
	nfree += ndeferred;
	ndeferred = 0;
	mutex_unlock(&alloc_lock);
}

size_t
alloc_count_free(void)
{
	return __atomic_load_n(&nfree, __ATOMIC_RELAXED) +
	       __atomic_load_n(&ndeferred, __ATOMIC_RELAXED);
}

/*
 * Inodes
 */

const struct disk_inode *
ialloc_step(struct buf **b, uint32_t number)
{
	uint32_t block = ialloc_block(number);
	struct buf *next;

	if (*b != NULL && (*b)->block == block)
		return ialloc_slot(*b, number);
	cache_put(*b);
	sched_point();
	next = cache_read_run(block, super.bitmap_start - block);
	*b = IS_ERR(next) ? NULL : next;
	return IS_ERR(next) ? (void *)next : ialloc_slot(next, number);
}

int
ialloc_find(struct buf **b)
{
	uint32_t number = __atomic_load_n(&inode_hint, __ATOMIC_RELAXED);

	*b = NULL;
	for (uint32_t left = super.ninodes; left > 0; left--) {
		const struct disk_inode *d = ialloc_step(b, number);

		if (IS_ERR(d))
			return (int)PTR_ERR(d);
		if (d->type == DISK_FREE) {
			__atomic_store_n(&inode_hint, number,
					 __ATOMIC_RELAXED);
			return (int)number;
		}
		number = number + 1 < super.ninodes ? number + 1 : 1;
	}
	cache_put(*b);
	return -ENOSPC;
}

void
ialloc_note_freed(uint32_t number)
{
	if (number < __atomic_load_n(&inode_hint, __ATOMIC_RELAXED))
		__atomic_store_n(&inode_hint, number, __ATOMIC_RELAXED);
}

size_t
ialloc_count_free(void)
{
	struct buf *b = NULL;
	size_t n = 0;

	for (uint32_t i = 1; i < super.ninodes; i++) {
		const struct disk_inode *d = ialloc_step(&b, i);

		if (IS_ERR(d))
			return 0;
		n += d->type == DISK_FREE;
	}
	cache_put(b);
	return n;
}
