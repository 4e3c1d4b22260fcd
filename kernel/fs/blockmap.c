/*
 * The map of a file: see blockmap.h.
 *
 * A block of the file hangs on one of the inode's roots below 0, 1 or 2
 * tables of block numbers. Numbers that come from the disk are checked before
 * they are used: a bad one is an I/O error.
 *
 * Locks: the inode's, held by the caller.
 * Read next: alloc.c (free blocks), inode_io.c (the caller).
 */
#include "fs/alloc.h"
#include "fs/blockmap.h"
#include "fs/super.h"
#include "lib/panic.h"
#include "lib/string.h"
#include "sched/sched.h"

/* Blocks of the file below an entry with 0, 1 or 2 tables below it. */
static const uint64_t spans[] = {
	1, DISK_PER_BLOCK, (uint64_t)DISK_PER_BLOCK * DISK_PER_BLOCK,
};

/* Checks a block number that came from the disk. */
static bool
is_bad(uint32_t block)
{
	if (block == 0 || super_has_data_block(block))
		return false;
	super_complain("fs: %u is no block of a file\n", block);
	return true;
}

/* The root for a block of the file, and how many tables are below it; *index
   becomes the number of the block among those below this root. */
static uint32_t *
root_of(struct inode *ip, uint64_t *index, unsigned *depth)
{
	ASSERT_CMP(*index, <, DISK_MAX_FILE_BLOCKS);
	*depth = 0;
	if (*index < DISK_NDIRECT)
		return &ip->d.direct[*index];
	*index -= DISK_NDIRECT;
	*depth = 1;
	if (*index < DISK_PER_BLOCK)
		return &ip->d.indirect;
	*index -= DISK_PER_BLOCK;
	*depth = 2;
	return &ip->d.double_indirect;
}

/* Where the entry for block `index` is: in a table with `depth` ones below
   it. */
static uint32_t *
entry_in(const struct buf *table, uint64_t index, unsigned depth)
{
	return (uint32_t *)table->data + index / spans[depth] % DISK_PER_BLOCK;
}

int
blockmap_find(struct inode *ip, uint64_t index, uint32_t *block)
{
	uint64_t i = index, skip = index - ip->run_index;
	unsigned depth, n = 1, nentries;
	const uint32_t *entry;
	struct buf *table = NULL;

	*block = ip->run_block + (uint32_t)skip;
	if (LIKELY(skip < ip->run_length))
		return 0;
	entry = root_of(ip, &i, &depth);
	nentries = depth > 0 ? DISK_PER_BLOCK - i % DISK_PER_BLOCK :
		   DISK_NDIRECT - (unsigned)i;
	for (; *entry != 0 && depth > 0; entry = entry_in(table, i, --depth)) {
		struct buf *above = table;

		table = is_bad(*entry) ? ERR_PTR(-EIO) : cache_read(*entry);
		cache_put(above);
		if (IS_ERR(table))
			return (int)PTR_ERR(table);
	}
	*block = *entry;
	while (n < nentries && *block != 0 && entry[n] == *block + n)
		n++;
	cache_put(table);
	if (is_bad(*block) || is_bad(*block + n - 1))
		return -EIO;
	ip->run_index = index;
	ip->run_block = *block;
	ip->run_length = *block != 0 ? n : 0;
	return 0;
}

int
blockmap_fill(struct log_op *op, struct inode *ip, uint64_t index,
	      uint32_t *block)
{
	uint32_t fresh[ARRAY_SIZE(spans)], *next = NULL, *entry;
	struct buf *table = NULL;
	unsigned depth;
	int error = 0;

	ip->run_length = 0;
	entry = root_of(ip, &index, &depth);
	for (;; depth--) {
		struct buf *above = table;

		if (*entry == 0 && next == NULL) {
			error = alloc_take(op, ip->last_block, fresh,
					   depth + 1);
			next = error == 0 ? fresh : NULL;
		}
		if (next != NULL) {
			if (table != NULL) {
				log_write(op, table);
				entry = entry_in(table, index, depth);
			}
			*entry = *next++;
			ip->last_block = *entry;
			ip->d.nblocks++;
		}
		*block = *entry;
		if (is_bad(*block))
			error = -EIO;
		if (error < 0 || depth == 0)
			break;
		table = next != NULL ? log_new(op, *block) : cache_read(*block);
		cache_put(above);
		if (IS_ERR(table))
			return (int)PTR_ERR(table);
		if (next != NULL)
			page_clear(table->data);
		entry = entry_in(table, index, depth - 1);
	}
	cache_put(table);
	return error;
}

/*
 * Cutting
 */

/*
 * Frees what hangs on an entry from block `first` below it on; all, and the
 * entry's own block, when that is 0: then a table is not changed any more.
 * A table that has left the cache and cannot be read again is given up.
 */
static void
cut(struct log_op *op, struct inode *ip, uint32_t *entry, unsigned depth,
    uint64_t first)
{
	struct buf *table = NULL;

	if (*entry == 0)
		return;
	if (is_bad(*entry)) {
		*entry = 0;
		return;
	}
	if (depth > 0)
		table = cache_read(*entry);
	if (IS_ERR(table)) {
		super_complain("fs: blocks below block %u are lost\n", *entry);
	} else if (depth > 0) {
		if (first > 0)
			log_write(op, table);
		for (uint64_t i = first; i < spans[depth];
		     i = ROUND_DOWN(i, spans[depth - 1]) + spans[depth - 1]) {
			uint32_t below = *entry_in(table, i, depth - 1);

			cut(op, ip, &below, depth - 1, i % spans[depth - 1]);
			if (first > 0)
				*entry_in(table, i, depth - 1) = below;
		}
		cache_put(table);
		sched_point();
	}
	if (first > 0)
		return;
	alloc_free(*entry);
	ip->d.nblocks--;
	*entry = 0;
}

/* Reads the tables below an entry from block `first` on: 0, -EIO, -ENOMEM. */
static int
read_tables(uint32_t entry, unsigned depth, uint64_t first)
{
	struct buf *table;
	int error = 0;

	if (depth == 0 || !super_has_data_block(entry))
		return 0;
	table = cache_read(entry);
	if (IS_ERR(table))
		return (int)PTR_ERR(table);
	for (uint64_t i = first; i < spans[depth] && depth > 1 && error == 0;
	     i += spans[depth - 1])
		error = read_tables(*entry_in(table, i, depth - 1),
				    depth - 1, 0);
	cache_put(table);
	return error;
}

int
blockmap_cut(struct log_op *op, struct inode *ip, uint64_t first)
{
	uint64_t once = first - MIN(first, (uint64_t)DISK_NDIRECT);
	uint64_t twice = once - MIN(once, (uint64_t)DISK_PER_BLOCK);
	int error = 0;

	if (once < DISK_PER_BLOCK)
		error = read_tables(ip->d.indirect, 1, once);
	if (error == 0)
		error = read_tables(ip->d.double_indirect, 2, twice);
	if (error < 0)
		return error;
	for (uint64_t i = first; i < DISK_NDIRECT; i++)
		cut(op, ip, &ip->d.direct[i], 0, 0);
	if (once < DISK_PER_BLOCK)
		cut(op, ip, &ip->d.indirect, 1, once);
	cut(op, ip, &ip->d.double_indirect, 2, twice);
	ip->last_block = ip->run_length = 0;
	return 0;
}
