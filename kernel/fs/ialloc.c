/*
 * Which inodes are free: see ialloc.h.
 *
 * The inode table says so itself (DISK_FREE). What is kept here is how many
 * are free in each of its blocks, as far as it has been read: a boot need not
 * read it.
 *
 * Locks: counts_lock for the counts and the hint. Who fills in an inode that
 * ialloc_find() found holds the namespace mutex.
 */
#include "abi/disk.h"
#include "abi/errno.h"
#include "fs/ialloc.h"
#include "fs/super.h"
#include "sched/mutex.h"
#include "sched/sched.h"

#define TABLE_BLOCKS_MAX ((UINT16_MAX + 1) / DISK_INODES_PER_BLOCK)
#define READ_RUN         32    /* blocks of the table read at once */

/* One more than the free inodes of a block of the table; 0 = not known. */
static uint8_t counts[TABLE_BLOCKS_MAX];
static uint32_t hint;            /* block of the table to look at first */
static struct mutex counts_lock = MUTEX_INIT(counts_lock);

uint32_t
ialloc_block(uint32_t number)
{
	return super.inode_start + number / DISK_INODES_PER_BLOCK;
}

struct disk_inode *
ialloc_slot(const struct buf *b, uint32_t number)
{
	return (struct disk_inode *)b->data + number % DISK_INODES_PER_BLOCK;
}

static uint32_t
table_nblocks(void)
{
	return DIV_UP(super.ninodes, DISK_INODES_PER_BLOCK);
}

/* The number after the last inode of block `index`. */
static uint32_t
block_end(uint32_t index)
{
	return MIN((uint32_t)((index + 1) * DISK_INODES_PER_BLOCK),
		   super.ninodes);
}

/* The first free inode from `from` on in block `index`, or block_end(). */
static uint32_t
next_free(const struct buf *b, uint32_t index, uint32_t from)
{
	while (from < block_end(index) &&
	       (from == 0 || ialloc_slot(b, from)->type != DISK_FREE))
		from++;
	return from;
}

/* Reads block `index` of the table, and counts it if that is still to do. */
static struct buf *
table_read(uint32_t index)
{
	uint32_t run = MIN(table_nblocks() - index, (uint32_t)READ_RUN);
	struct buf *b = cache_read_run(super.inode_start + index, run);
	uint32_t i = index * DISK_INODES_PER_BLOCK;

	if (IS_ERR(b) || counts[index] > 0)
		return b;
	counts[index] = 1;
	while ((i = next_free(b, index, i)) < block_end(index)) {
		counts[index]++;
		i++;
	}
	return b;
}

static int
find_locked(struct buf **b)
{
	for (uint32_t i = 0; i < table_nblocks(); i++) {
		uint32_t index = (hint + i) % table_nblocks();

		if (counts[index] == 1)
			continue;
		*b = table_read(index);
		if (IS_ERR(*b))
			return (int)PTR_ERR(*b);
		if (counts[index] > 1) {
			hint = index;
			return (int)next_free(*b, index, index *
					      DISK_INODES_PER_BLOCK);
		}
		cache_put(*b);
	}
	return -ENOSPC;
}

int
ialloc_find(struct buf **b)
{
	int number;

	mutex_lock(&counts_lock);
	number = find_locked(b);
	mutex_unlock(&counts_lock);
	return number;
}

void
ialloc_note_taken(uint32_t number)
{
	mutex_lock(&counts_lock);
	counts[number / DISK_INODES_PER_BLOCK]--;
	mutex_unlock(&counts_lock);
}

void
ialloc_note_freed(uint32_t number)
{
	uint32_t index = number / DISK_INODES_PER_BLOCK;

	mutex_lock(&counts_lock);
	if (counts[index] > 0)
		counts[index]++;
	hint = MIN(hint, index);
	mutex_unlock(&counts_lock);
}

size_t
ialloc_count_free(void)
{
	size_t n = 0;

	mutex_lock(&counts_lock);
	for (uint32_t i = 0; i < table_nblocks(); i++) {
		struct buf *b = counts[i] > 0 ? NULL : table_read(i);

		if (b != NULL && !IS_ERR(b))
			cache_put(b);
		n += counts[i] > 0 ? counts[i] - 1u : 0;
		sched_point();
	}
	mutex_unlock(&counts_lock);
	return n;
}
