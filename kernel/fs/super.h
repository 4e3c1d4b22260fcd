/*
 * The superblock: where everything is, and how many inodes have lost their
 * last name but are still in use.
 */
#pragma once

#include "abi/disk.h"
#include "fs/log.h"

/* As read at boot; constant afterwards, `norphans` excepted. */
extern struct disk_super super;

struct inode;

/* Says on the console what is wrong with the disk, a line; not for ever, as
   a bad disk has no end of faults. */
__attribute__((format(printf, 1, 2)))
void super_complain(const char *format, ...);

/* Does `s` have its areas where `super` has them? */
bool super_is_same(const struct disk_super *s);

/*
 * Orphans: inodes that have lost their last name while somebody has them
 * open. They are freed when the last user lets go, or at the next boot.
 *
 * Frees one that the caller alone uses, in an operation of its own. 0, -EIO,
 * -ENOMEM or -EROFS: then fs_sync() tries again.
 */
int orphan_free(struct inode *ip);

/* Adds `change` to the number of orphans, on disk too. */
void super_orphans_add(struct log_op *op, int change);

/* True for a block of a file or directory. */
static inline bool super_has_data_block(uint32_t block)
{
	return block >= super.data_start && block < super.nblocks;
}

static inline uint32_t super_nbitmaps(void)
{
	return DIV_UP(super.nblocks, DISK_BITS_PER_BLOCK);
}
