/*
 * The superblock: where everything is, and how many inodes have lost their
 * last name but are still in use.
 */
#ifndef FS_SUPER_H
#define FS_SUPER_H

#include "abi/disk.h"
#include "fs/log.h"

/* As read at boot; constant afterwards, `norphans` excepted. */
extern struct disk_super super;

/* Reads and checks it. 0, -EIO, -ENOMEM or -EINVAL (the reason is printed). */
int super_load(void);

/* Reads it again after recovery, and keeps it in memory. */
int super_reload(void);

/* Adds `change` to the number of orphans, on disk too. */
void super_orphans_add(struct log_op *op, int change);
uint32_t super_orphans(void);

/* True for a block of a file or directory. */
static inline bool super_has_data_block(uint32_t block)
{
	return block >= super.data_start && block < super.nblocks;
}

static inline uint32_t super_nbitmaps(void)
{
	return DIV_UP(super.nblocks, DISK_BITS_PER_BLOCK);
}

/* Blocks that any transaction may change without having asked for them:
   the bitmap's and the superblock. */
static inline uint32_t super_nreserved(void)
{
	return super_nbitmaps() + 1;
}

#endif
