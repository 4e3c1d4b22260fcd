/*
 * Which inodes are free: see ialloc.h.
 *
 * The inode table says so itself (DISK_FREE). What is kept here is where to
 * look first: a boot need not read the table.
 *
 * Locks: none. Who fills in an inode that ialloc_find() found holds the
 * namespace mutex.
 */
#include "abi/errno.h"
#include "fs/ialloc.h"
#include "sched/sched.h"

static uint32_t hint = 1;        /* atomic: seldom is a lower one free */
static long nfreed;              /* atomic: since boot, less those taken */

struct disk_inode *
ialloc_slot(const struct buf *b, uint32_t number)
{
	return (struct disk_inode *)b->data + number % DISK_INODES_PER_BLOCK;
}

/* Counts the free inodes in [number, end) to *nfree; without it, returns the
   first one, and its block in *b. An error or -ENOSPC. */
static int
scan(uint32_t number, uint32_t end, struct buf **b, size_t *nfree)
{
	while (number < end) {
		uint32_t block = ialloc_block(number);
		uint32_t rest = super.bitmap_start - block;

		*b = cache_read_run(block, nfree != NULL ? rest : 1);
		if (IS_ERR(*b))
			return (int)PTR_ERR(*b);
		do {
			if (ialloc_slot(*b, number)->type != DISK_FREE)
				continue;
			if (nfree == NULL)
				return (int)number;
			++*nfree;
		} while (++number < end && ialloc_block(number) == block);
		cache_put(*b);
		sched_point();
	}
	return -ENOSPC;
}

int
ialloc_find(struct buf **b)
{
	uint32_t first = __atomic_load_n(&hint, __ATOMIC_RELAXED);
	int number = scan(first, super.ninodes, b, NULL);

	if (number == -ENOSPC)
		number = scan(1, first, b, NULL);
	if (number > 0)
		__atomic_store_n(&hint, (uint32_t)number, __ATOMIC_RELAXED);
	return number;
}

void
ialloc_note_taken(void)
{
	__atomic_fetch_sub(&nfreed, 1, __ATOMIC_RELAXED);
}

void
ialloc_note_freed(uint32_t number)
{
	__atomic_fetch_add(&nfreed, 1, __ATOMIC_RELAXED);
	if (number < __atomic_load_n(&hint, __ATOMIC_RELAXED))
		__atomic_store_n(&hint, number, __ATOMIC_RELAXED);
}

/* The table is read once, by the first who asks. */
size_t
ialloc_count_free(void)
{
	static long at_boot = -1;    /* atomic; -1: not counted yet */
	long known = __atomic_load_n(&at_boot, __ATOMIC_RELAXED);
	size_t n = 0;
	struct buf *b;

	if (known < 0) {
		if (scan(1, super.ninodes, &b, &n) != -ENOSPC)
			return 0;        /* the next one may be luckier */
		known = (long)n - __atomic_load_n(&nfreed, __ATOMIC_RELAXED);
		__atomic_store_n(&at_boot, known, __ATOMIC_RELAXED);
	}
	return (size_t)(known + __atomic_load_n(&nfreed, __ATOMIC_RELAXED));
}
