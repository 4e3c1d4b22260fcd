/*
 * What is free on the disk: blocks, by the bitmap, and inodes, by their table.
 *
 * A freed block stays in use until the transaction that frees it closes: what
 * a crash brings back must not have been overwritten.
 */
#pragma once

#include "fs/super.h"

/* Reads the bitmap. 0, -EIO or -ENOMEM. Once. */
int alloc_init(void);

/* Takes `n` free blocks: if possible, the first is the one after `near`, and
   each is the one after that. 0, or -ENOSPC and none is taken. */
int alloc_take(struct log_op *op, uint32_t near, uint32_t *blocks, unsigned n);

/* Frees a data block, when the transaction closes. */
void alloc_free(uint32_t block);

/* For the log: true when fewer than `n` blocks are free and others will be
   once the transaction closes; and that moment. */
bool alloc_would_help(size_t n);
void alloc_apply_frees(void);

/* Blocks free now or after the transaction closes; a guess at that moment. */
size_t alloc_count_free(void);

/* Where inode `number` is: its block of the table, its place there. */
static inline uint32_t ialloc_block(uint32_t number)
{
	return super.inode_start + number / DISK_INODES_PER_BLOCK;
}

static inline struct disk_inode *ialloc_slot(const struct buf *b,
					     uint32_t number)
{
	return (struct disk_inode *)b->data + number % DISK_INODES_PER_BLOCK;
}

/*
 * For walks through the table: inode `number` as it is there, in *b, which
 * has a reference. Lets go of what *b was for the last step, if not NULL.
 * ERR_PTR of -EIO or -ENOMEM: then *b is NULL.
 */
const struct disk_inode *ialloc_step(struct buf **b, uint32_t number);

/* Finds a free inode; *b is its block with a reference. Its number, or -EIO,
   -ENOMEM, -ENOSPC. It stays free until the caller, who holds the namespace
   mutex, fills it in. */
int ialloc_find(struct buf **b);

/* Notes that an inode was freed. */
void ialloc_note_freed(uint32_t number);

/* Counts the free ones; 0 when the disk or memory fails. */
size_t ialloc_count_free(void);
