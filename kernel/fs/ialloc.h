/*
 * Which inodes of the disk are free.
 */
#ifndef FS_IALLOC_H
#define FS_IALLOC_H

#include "fs/cache.h"

/* Where inode `number` is: its block of the table, its place there. */
uint32_t ialloc_block(uint32_t number);
struct disk_inode *ialloc_slot(const struct buf *b, uint32_t number);

/* Finds a free inode; *b is its block with a reference. Its number, or -EIO,
   -ENOMEM, -ENOSPC. It stays free until the caller fills it in. */
int ialloc_find(struct buf **b);

/* Notes that an inode was filled in, or freed. */
void ialloc_note_taken(uint32_t number);
void ialloc_note_freed(uint32_t number);

/* Counts the free ones; reads what it has not seen of the table yet. */
size_t ialloc_count_free(void);

#endif
