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
#define READ_RUN        32     /* bitmap blocks read at once */

static struct mutex alloc_lock = MUTEX_INIT(alloc_lock);
static struct bitmap {
	struct buf *buf;         /* (c) pinned                              */
	uint64_t *shadow;        /* (c) frame; (l) its bits                 */
	uint32_t nfree;          /* (l) clear bits                          */
	uint32_t ndeferred;      /* (l) bits in shadow                      */
} bitmaps[NBITMAPS_MAX];
static size_t nfree, ndeferred;  /* (l) of all; nfree less what is aside    */
static uint32_t hint;            /* (l) where to look for the next block    */

static uint64_t
word_bit(uint32_t block)
{
	return 1ul << block % BITS_PER_WORD;
}

static uint32_t
word_index(uint32_t block)
{
	return block % DISK_BITS_PER_BLOCK / BITS_PER_WORD;
}

static struct bitmap *
bitmap_of(uint32_t block)
{
	return &bitmaps[block / DISK_BITS_PER_BLOCK];
}

static bool
is_used(uint32_t block)
{
	uint64_t *words = bitmap_of(block)->buf->data;

	return words[word_index(block)] & word_bit(block);
}

/* Number of the lowest bit that is clear; there is one. */
static uint32_t
lowest_clear(uint64_t word)
{
	uint32_t bit = 0;

	for (uint32_t half = BITS_PER_WORD / 2; half > 0; half /= 2) {
		uint64_t low = (1ul << half) - 1;

		if ((word >> bit & low) == low)
			bit += half;
	}
	return bit;
}

/* Clear bits of the word for blocks from `at` on. What is no data block is
   marked as in use: in memory only, should the disk not say so. */
static uint32_t
count_word(uint64_t *word, uint32_t at)
{
	uint32_t n = 0;

	if (!super_has_data_block(at) ||
	    !super_has_data_block(at + BITS_PER_WORD - 1))
		for (uint32_t bit = 0; bit < BITS_PER_WORD; bit++)
			if (!super_has_data_block(at + bit))
				*word |= 1ul << bit;
	if (*word == 0)
		return BITS_PER_WORD;
	for (uint64_t rest = ~*word; rest != 0; rest &= rest - 1)
		n++;
	return n;
}

static uint32_t
count_clear(uint32_t index)
{
	uint64_t *words = bitmaps[index].buf->data;
	uint32_t n = 0, first = index * DISK_BITS_PER_BLOCK;

	for (uint32_t i = 0; i < WORDS_PER_BLOCK; i++)
		if (words[i] != WORD_FULL)
			n += count_word(&words[i], first + i * BITS_PER_WORD);
	return n;
}

static int
bitmap_load(uint32_t index)
{
	struct bitmap *m = &bitmaps[index];
	uint32_t run = MIN(super_nbitmaps() - index, (uint32_t)READ_RUN);

	m->buf = cache_read_run(super.bitmap_start + index, run);
	if (IS_ERR(m->buf))
		return (int)PTR_ERR(m->buf);
	cache_pin(m->buf);
	m->shadow = page_alloc_zero();
	if (m->shadow == NULL)
		return -ENOMEM;
	m->nfree = count_clear(index);
	nfree += m->nfree;
	return 0;
}

int
alloc_init(void)
{
	hint = super.data_start;
	for (uint32_t i = 0; i < super_nbitmaps(); i++) {
		int error = bitmap_load(i);

		if (error < 0)
			return error;
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

/* The first free block from `from` on within its bitmap block, or 0. */
static uint32_t
search_bitmap(uint32_t from)
{
	const uint64_t *words = bitmap_of(from)->buf->data;
	uint32_t first = ROUND_DOWN(from, DISK_BITS_PER_BLOCK);
	uint64_t before = word_bit(from) - 1;

	for (uint32_t i = word_index(from); i < WORDS_PER_BLOCK; i++) {
		uint64_t used = words[i] | before;

		if (used != WORD_FULL)
			return first + i * BITS_PER_WORD + lowest_clear(used);
		before = 0;
	}
	return 0;
}

/* A free block, from `from` on and round again; there is one. */
static uint32_t
search(uint32_t from)
{
	uint32_t n = super_nbitmaps();

	for (uint32_t i = 0; i <= n; i++) {
		uint32_t block = bitmap_of(from)->nfree > 0 ?
				 search_bitmap(from) : 0;

		if (block != 0)
			return block;
		from = (from / DISK_BITS_PER_BLOCK + 1) % n *
		       DISK_BITS_PER_BLOCK;
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
	((uint64_t *)m->buf->data)[word_index(block)] |= word_bit(block);
	m->nfree--;
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
	uint32_t at = word_index(block);

	mutex_lock(&alloc_lock);
	if (!is_used(block) || m->shadow[at] & word_bit(block)) {
		kprint("fs: block %u is freed twice\n", block);
	} else {
		m->shadow[at] |= word_bit(block);
		m->ndeferred++;
		ndeferred++;
	}
	mutex_unlock(&alloc_lock);
	log_forget(block);
}

bool
alloc_would_help(size_t n)
{
	return __atomic_load_n(&nfree, __ATOMIC_RELAXED) < n &&
	       __atomic_load_n(&ndeferred, __ATOMIC_RELAXED) > 0;
}

static void
bitmap_apply_frees(struct log_op *op, struct bitmap *m)
{
	uint64_t *words;

	log_write(op, m->buf);
	words = m->buf->data;
	for (uint32_t i = 0; i < WORDS_PER_BLOCK; i++) {
		words[i] &= ~m->shadow[i];
		m->shadow[i] = 0;
	}
	m->nfree += m->ndeferred;
	nfree += m->ndeferred;
	ndeferred -= m->ndeferred;
	m->ndeferred = 0;
}

void
alloc_apply_frees(struct log_op *op)
{
	mutex_lock(&alloc_lock);
	for (uint32_t i = 0; i < super_nbitmaps() && ndeferred > 0; i++)
		if (bitmaps[i].ndeferred > 0)
			bitmap_apply_frees(op, &bitmaps[i]);
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
