/*
 * Which disk block holds which block of a file: direct, indirect and
 * double-indirect. The inode is locked by the caller.
 */
#pragma once

#include "fs/inode.h"

/* Existing blocks that taking blocks for a piece of a file changes, and free
   ones it takes for tables, at most (pieces of up to 4 MiB). */
#define BLOCKMAP_TABLES 3

/* *block = where block `index` of the file is, 0 for a hole. 0, -EIO or
   -ENOMEM. */
int blockmap_find(struct inode *ip, uint64_t index, uint32_t *block);

/*
 * The same, but a hole gets a block, whose contents are for the caller to
 * write with log_new(); ip->d changes and must be stored. 0, -EIO, -ENOMEM,
 * -ENOSPC; then nothing has changed.
 */
int blockmap_fill(struct log_op *op, struct inode *ip, uint64_t index,
		  uint32_t *block);

/*
 * Frees all blocks from `first` on; ip->d changes and must be stored. 0, or
 * -EIO or -ENOMEM if a table cannot be read; then nothing has changed.
 */
int blockmap_cut(struct log_op *op, struct inode *ip, uint64_t first);
