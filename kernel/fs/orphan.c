/*
 * Orphans: see orphan.h.
 *
 * Invariant: norphans of the superblock counts the inodes in use whose nlink
 * is 0. The same operation that makes or frees one changes the count.
 * Locks: those of the functions called.
 */
#include "abi/errno.h"
#include "fs/ialloc.h"
#include "fs/inode.h"
#include "fs/orphan.h"
#include "fs/super.h"
#include "sched/sched.h"

static bool some_left;           /* atomic: one could not be freed */

static int
free_locked(struct log_op *op, struct inode *ip)
{
	int error = inode_edit_lock(ip);

	if (error < 0)
		return error;
	super_orphans_add(op, -1);
	inode_free(op, ip);
	inode_edit_unlock(ip);
	return 0;
}

int
orphan_free(struct inode *ip)
{
	struct log_op op;
	int error = log_begin(&op, INODE_CUT_BLOCKS, 0);

	if (error == 0) {
		error = free_locked(&op, ip);
		log_end(&op);
	}
	if (error < 0)
		__atomic_store_n(&some_left, true, __ATOMIC_RELAXED);
	return error;
}

static bool
is_orphan(uint32_t number)
{
	struct buf *b = cache_read(ialloc_block(number));
	const struct disk_inode *d;
	bool orphan;

	if (IS_ERR(b))
		return false;
	d = ialloc_slot(b, number);
	orphan = d->type != DISK_FREE && d->nlink == 0;
	cache_put(b);
	return orphan;
}

/* Letting go of an orphan frees it, if nobody has it open. */
static void
scan(void)
{
	for (uint32_t i = 1; i < super.ninodes && super_orphans() > 0; i++) {
		struct inode *ip = is_orphan(i) ? inode_get(i) : NULL;

		if (ip != NULL && !IS_ERR(ip))
			inode_put(ip);
		if (i % DISK_INODES_PER_BLOCK == 0)
			sched_point();
	}
}

void
orphan_reclaim_all(void)
{
	scan();
}

void
orphan_retry(void)
{
	if (!__atomic_load_n(&some_left, __ATOMIC_RELAXED))
		return;
	__atomic_store_n(&some_left, false, __ATOMIC_RELAXED);
	scan();
}
