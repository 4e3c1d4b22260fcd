/*
 * The log: makes each operation all or nothing, and a prefix of all of them
 * survive a crash. abi/disk.h has the format and the order of writes.
 *
 * An operation is what happens between log_begin() and log_end(). It joins
 * the open transaction; many operations share one, and a thread commits it
 * when it has grown, when a few milliseconds have passed, or when somebody
 * waits for it.
 *
 * log_begin() comes before any mutex that another operation may want: a
 * commit waits for the operations under way, and those may wait for mutexes.
 */
#pragma once

#include "fs/cache.h"

struct inode;

/* What an operation was granted, and what it keeps until its end. */
struct log_op {
	size_t promised;         /* frames that it has not used yet */
	unsigned nblocks;        /* that it may change              */
	unsigned nfresh;         /* that it may take                */
	struct inode *edited;    /* the inodes it has edit-locked   */
};

/* Recovers what the log holds, and begins operation. 0, -EIO or -ENOMEM.
   Once. */
int log_start(void);

/*
 * Begins an operation that changes at most `nblocks` blocks in use and takes
 * at most `nfresh` free ones. Sleeps while the open transaction is too full,
 * or while blocks that would be needed are free only after a commit. Once it
 * has returned 0, nothing the operation does runs out of memory.
 * -ENOMEM, or -EROFS after a disk error.
 */
int log_begin(struct log_op *op, unsigned nblocks, unsigned nfresh);
void log_end(struct log_op *op);

/* Says, within an operation and before it happens, that the buffer changes.
   b->data may move. */
static inline void log_write(struct log_op *op, struct buf *b)
{
	cache_dirty(b, BUF_LOGGED, true, &op->promised);
}

/*
 * A buffer, with a reference, for a block that is to be overwritten as a
 * whole: log_new() for one that was just taken from the free blocks,
 * log_overwrite() for one in use. The caller fills it, whatever it holds.
 */
static inline struct buf *log_new(struct log_op *op, uint32_t block)
{
	return cache_overwrite(block, BUF_ORDERED, &op->promised);
}

static inline struct buf *log_overwrite(struct log_op *op, uint32_t block)
{
	return cache_overwrite(block, BUF_LOGGED, &op->promised);
}

/* Returns when all that ended before is on disk. 0 or -EIO. */
int log_sync(void);
