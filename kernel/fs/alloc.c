/*
 * Free blocks: see alloc.h.
 *
 * The bitmap stays in memory from boot on, so no operation waits for it. Each
 * of its blocks has a shadow frame with the bits that are to be cleared when
 * the transaction closes.
 *
 * Invariant: nfree blocks are marked free and not set aside; ndeferred bits
 * are set in shadows, each of a block that the bitmap has in use.
 * Locks: alloc_lock for bitmap, shadows and hints. nfree and ndeferred change
 * under it and may be read without it.
 * Read next: blockmap.c (which block of which file).
 */
#include "abi/errno.h"
#include "fs/alloc.h"
#include "fs/super.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "mm/page.h"
#include "sched/mutex.h"

#define NBITMAPS_MAX    (DISK_MAX_BLOCKS / DISK_BITS_PER_BLOCK)
#define BITS_PER_WORD   64u
#define WORDS_PER_BLOCK (DISK_BITS_PER_BLOCK / BITS_PER_WORD)
#define WORD_FULL       (~0ul)

static struct mutex alloc_lock = MUTEX_INIT(alloc_lock);
static struct bitmap {
	struct buf *buf;         /* (c) in memory for ever                  */
	uint64_t *shadow;        /* (c) frame; (l) its bits                 */
	uint32_t ndeferred;      /* (l) bits in shadow                      */
} bitmaps[NBITMAPS_MAX];
static size_t nfree, ndeferred;  /* (l) of all; nfree less what is aside    */
static uint32_t hint;            /* (l) where to look for the next block    */

static struct bitmap *
bitmap_of(uint32_t block)
{
	return &bitmaps[block / DISK_BITS_PER_BLOCK];
}

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

static bool
is_used(uint32_t block)
{
	return *word_in(bitmap_of(block)->buf->data, block) & word_bit(block);
}

/* Counts the free blocks of a word whose first one is `at`. What is no data
   block is marked as in use: in memory only, should the disk not say so. */
static uint32_t
count_word(uint64_t *word, uint32_t at)
{
	uint32_t n = 0;

	if (*word == WORD_FULL)
		return 0;
	if (*word == 0 && super_has_data_block(at) &&
	    super_has_data_block(at + BITS_PER_WORD - 1))
		return BITS_PER_WORD;
	for (uint32_t end = at + BITS_PER_WORD; at < end; at++) {
		if (!super_has_data_block(at))
			*word |= word_bit(at);
		n += (*word & word_bit(at)) == 0;
	}
	return n;
}

int
alloc_init(void)
{
	uint32_t n = super_nbitmaps();

	hint = super.data_start;
	for (uint32_t i = 0; i < n; i++) {
		struct bitmap *m = &bitmaps[i];

		m->buf = cache_read_pinned(super.bitmap_start + i, n - i);
		if (IS_ERR(m->buf))
			return (int)PTR_ERR(m->buf);
		m->shadow = page_alloc_zero();
		if (m->shadow == NULL)
			return -ENOMEM;
		for (uint32_t at = 0; at < DISK_BITS_PER_BLOCK;
		     at += BITS_PER_WORD)
			nfree += count_word(word_in(m->buf->data, at),
					    i * DISK_BITS_PER_BLOCK + at);
	}
	return 0;
}

/*
 * Taking
 */

int
alloc_reserve(unsigned n)
{
	int error = -ENOSPC;

	mutex_lock(&alloc_lock);
	if (nfree >= n) {
		nfree -= n;
		error = 0;
	}
	mutex_unlock(&alloc_lock);
	return error;
}

/* A free block, from `at` on and round again; there is one. */
static uint32_t
search(uint32_t at)
{
	uint32_t nblocks = super_nbitmaps() * DISK_BITS_PER_BLOCK;

	for (uint32_t left = nblocks + BITS_PER_WORD; left > 0; ) {
		uint32_t step = 1;

		if (*word_in(bitmap_of(at)->buf->data, at) == WORD_FULL)
			step = BITS_PER_WORD - at % BITS_PER_WORD;
		else if (!is_used(at))
			return at;
		at = (at + step) % nblocks;
		left -= MIN(left, step);
	}
	panic("alloc: %zu blocks free, but no clear bit", nfree);
}

uint32_t
alloc_take(struct log_op *op, uint32_t near)
{
	struct bitmap *m;
	uint32_t block;

	mutex_lock(&alloc_lock);
	block = near != 0 && near + 1 < super.nblocks ? near + 1 : hint;
	if (is_used(block))
		block = search(hint);
	m = bitmap_of(block);
	log_write(op, m->buf);
	*word_in(m->buf->data, block) |= word_bit(block);
	hint = block + 1 < super.nblocks ? block + 1 : super.data_start;
	mutex_unlock(&alloc_lock);
	return block;
}

/*
 * Freeing
 */

void
alloc_free(uint32_t block)
{
	struct bitmap *m = bitmap_of(block);
	uint64_t *word = word_in(m->shadow, block);

	mutex_lock(&alloc_lock);
	if (!is_used(block) || *word & word_bit(block)) {
		kprint("fs: block %u is freed twice\n", block);
	} else {
		*word |= word_bit(block);
		m->ndeferred++;
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

void
alloc_apply_frees(struct log_op *op)
{
	mutex_lock(&alloc_lock);
	for (struct bitmap *m = bitmaps; ndeferred > 0; m++) {
		uint64_t *words;

		if (m->ndeferred == 0)
			continue;
		log_write(op, m->buf);
		words = m->buf->data;
		for (uint32_t i = 0; i < WORDS_PER_BLOCK; i++) {
			words[i] &= ~m->shadow[i];
			m->shadow[i] = 0;
		}
		nfree += m->ndeferred;
		ndeferred -= m->ndeferred;
		m->ndeferred = 0;
	}
	mutex_unlock(&alloc_lock);
}

size_t
alloc_count_free(void)
{
	size_t n;

	mutex_lock(&alloc_lock);
	n = nfree + ndeferred;
	mutex_unlock(&alloc_lock);
	return n;
}
