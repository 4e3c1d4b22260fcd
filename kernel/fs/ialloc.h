/*
 * Which inodes of the disk are free.
 */
#pragma once

#include "fs/super.h"

/* Where inode `number` is: its block of the table, its place there. */
static inline uint32_t ialloc_block(uint32_t number)
{
	return super.inode_start + number / DISK_INODES_PER_BLOCK;
}
struct disk_inode *ialloc_slot(const struct buf *b, uint32_t number);

/* Finds a free inode; *b is its block with a reference. Its number, or -EIO,
   -ENOMEM, -ENOSPC. It stays free until the caller fills it in. */
int ialloc_find(struct buf **b);

/* Notes that an inode was filled in, or freed. */
void ialloc_note_taken(void);
void ialloc_note_freed(uint32_t number);

/* Counts the free ones; 0 when the disk or memory fails. */
size_t ialloc_count_free(void);
