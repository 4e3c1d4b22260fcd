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
#include "abi/errno.h"
#include "fs/alloc.h"
#include "fs/blockmap.h"
#include "fs/super.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "lib/string.h"
#include "sched/sched.h"

#define DEPTH_MAX 2

/* Blocks of the file below an entry with `depth` tables below it. */
static uint64_t
entry_span(unsigned depth)
{
	return depth > 0 ? DISK_PER_BLOCK * entry_span(depth - 1) : 1;
}

/* The way from a root to a block of the file. */
struct way {
	uint32_t *root;          /* in the inode                          */
	unsigned depth;          /* tables below it                       */
	unsigned at[DEPTH_MAX];  /* which entry in each of them           */
};

static struct way
way_to(struct inode *ip, uint64_t index)
{
	ASSERT(index < DISK_MAX_FILE_BLOCKS);
	if (index < DISK_NDIRECT)
		return (struct way){ .root = &ip->d.direct[index] };
	index -= DISK_NDIRECT;
	if (index < DISK_PER_BLOCK)
		return (struct way){ .root = &ip->d.indirect, .depth = 1,
				     .at = { (unsigned)index } };
	index -= DISK_PER_BLOCK;
	return (struct way){
		.root = &ip->d.double_indirect, .depth = DEPTH_MAX,
		.at = { (unsigned)(index / DISK_PER_BLOCK),
			(unsigned)(index % DISK_PER_BLOCK) } };
}

static uint32_t *
table_entry(const struct buf *table, unsigned at)
{
	return (uint32_t *)table->data + at;
}

/* The buffer of a table whose number came from the disk. */
static struct buf *
table_read(uint32_t block)
{
	if (super_has_data_block(block))
		return cache_read(block);
	kprint("fs: %u is no block of a file\n", block);
	return ERR_PTR(-EIO);
}

/*
 * Goes as far as there are tables: *level of them. *block is the number found
 * in the last entry looked at, *table the table it stands in (NULL: it is the
 * root), with a reference.
 */
static int
walk(const struct way *w, unsigned *level, uint32_t *block,
     struct buf **table)
{
	*table = NULL;
	*block = *w->root;
	for (*level = 0; *level < w->depth && *block != 0; ++*level) {
		struct buf *next = table_read(*block);

		if (*table != NULL)
			cache_put(*table);
		if (IS_ERR(next))
			return (int)PTR_ERR(next);
		*table = next;
		*block = *table_entry(next, w->at[*level]);
	}
	if (*block == 0 || super_has_data_block(*block))
		return 0;
	kprint("fs: %u is no block of a file\n", *block);
	if (*table != NULL)
		cache_put(*table);
	return -EIO;
}

int
blockmap_find(struct inode *ip, uint64_t index, uint32_t *block)
{
	struct way w = way_to(ip, index);
	struct buf *table;
	unsigned level;
	int error = walk(&w, &level, block, &table);

	if (error == 0 && table != NULL)
		cache_put(table);
	return error;
}

/* Takes a block and enters it in `table`, or in the root. */
static uint32_t
entry_fill(struct log_op *op, struct inode *ip, uint32_t *root,
	   struct buf *table, unsigned at)
{
	uint32_t block = alloc_take(op, ip->last_block);

	ip->last_block = block;
	ip->d.nblocks++;
	if (table == NULL) {
		*root = block;
	} else {
		log_write(op, table);
		*table_entry(table, at) = block;
	}
	return block;
}

int
blockmap_fill(struct log_op *op, struct inode *ip, uint64_t index,
	      uint32_t *block)
{
	struct way w = way_to(ip, index);
	struct buf *table;
	unsigned level;
	int error = walk(&w, &level, block, &table);

	if (error < 0)
		return error;
	ASSERT(*block == 0);
	error = alloc_reserve(w.depth - level + 1);
	while (error == 0) {
		*block = entry_fill(op, ip, w.root, table,
				    level > 0 ? w.at[level - 1] : 0);
		if (level++ == w.depth)
			break;
		if (table != NULL)
			cache_put(table);
		table = log_new(op, *block);
		page_clear(table->data);
	}
	if (table != NULL)
		cache_put(table);
	return error;
}

/*
 * Cutting
 */

static void cut_entry(struct log_op *op, struct inode *ip, uint32_t *entry,
		      unsigned depth, uint64_t first);

/* Cuts what hangs on a table. When `first` is 0 the caller frees the table
   itself: then it is not changed any more. */
static void
cut_table(struct log_op *op, struct inode *ip, uint32_t block,
	  unsigned depth, uint64_t first)
{
	struct buf *table = table_read(block);
	uint64_t span = entry_span(depth - 1), below = first % span;
	bool stays = first > 0;

	if (IS_ERR(table)) {
		kprint("fs: blocks below block %u are lost\n", block);
		return;
	}
	if (stays)
		log_write(op, table);
	for (unsigned i = (unsigned)(first / span); i < DISK_PER_BLOCK; i++) {
		uint32_t entry = *table_entry(table, i);

		cut_entry(op, ip, &entry, depth - 1, below);
		if (stays)
			*table_entry(table, i) = entry;
		below = 0;
	}
	cache_put(table);
	sched_point();
}

/* Frees what hangs on an entry from block `first` below it on; all, and the
   entry's own block, when that is 0. */
static void
cut_entry(struct log_op *op, struct inode *ip, uint32_t *entry,
	  unsigned depth, uint64_t first)
{
	if (*entry == 0)
		return;
	if (!super_has_data_block(*entry)) {
		kprint("fs: %u is no block of a file\n", *entry);
		*entry = 0;
		return;
	}
	if (depth > 0)
		cut_table(op, ip, *entry, depth, first);
	if (first > 0)
		return;
	alloc_free(*entry);
	ip->d.nblocks--;
	*entry = 0;
}

void
blockmap_cut(struct log_op *op, struct inode *ip, uint64_t first)
{
	for (uint64_t i = first; i < DISK_NDIRECT; i++)
		cut_entry(op, ip, &ip->d.direct[i], 0, 0);
	first -= MIN(first, (uint64_t)DISK_NDIRECT);
	if (first < DISK_PER_BLOCK)
		cut_entry(op, ip, &ip->d.indirect, 1, first);
	first -= MIN(first, (uint64_t)DISK_PER_BLOCK);
	cut_entry(op, ip, &ip->d.double_indirect, DEPTH_MAX, first);
	ip->last_block = 0;
}
