/*
 * The superblock: see super.h.
 *
 * Invariant: `super` describes areas that lie in order and within the disk,
 * so nothing else checks them again.
 * Locks: orphans_lock for norphans; the rest is constant.
 */
#include "abi/errno.h"
#include "drivers/virtio_blk.h"
#include "fs/super.h"
#include "lib/print.h"
#include "sched/mutex.h"

/* Log blocks that operations need beside the reserved ones. */
#define LOG_BLOCKS_MIN 64
#define INODES_MAX     65536u    /* directory entries have 16 bits */

struct disk_super super;

static struct buf *super_buf;
static struct mutex orphans_lock = MUTEX_INIT(orphans_lock);

/* What is wrong with `s`, in words, or NULL. */
static const char *
super_fault(const struct disk_super *s)
{
	uint64_t log_end = (uint64_t)s->log_start + 2 * (s->log_blocks + 1ul);
	uint64_t inode_end = s->inode_start +
			     DIV_UP((uint64_t)s->ninodes, DISK_INODES_PER_BLOCK);
	uint64_t nbitmaps = DIV_UP((uint64_t)s->nblocks, DISK_BITS_PER_BLOCK);

	if (s->magic != DISK_MAGIC)
		return "no file system";
	if (s->version != DISK_VERSION)
		return "another version of the format";
	if (s->nblocks > DISK_MAX_BLOCKS || s->nblocks > disk_nblocks())
		return "larger than the disk";
	if (s->ninodes <= DISK_ROOT_INODE || s->ninodes > INODES_MAX)
		return "a bad number of inodes";
	if (s->log_blocks > DISK_LOG_MAX ||
	    s->log_blocks < nbitmaps + 1 + LOG_BLOCKS_MIN)
		return "a bad size of the log";
	if (s->log_start == 0 || log_end > s->inode_start ||
	    inode_end > s->bitmap_start ||
	    s->bitmap_start + nbitmaps > s->data_start ||
	    s->data_start >= s->nblocks)
		return "areas that overlap";
	return NULL;
}

int
super_load(void)
{
	struct buf *b = cache_read(0);
	const char *fault;

	if (IS_ERR(b))
		return (int)PTR_ERR(b);
	super = *(struct disk_super *)b->data;
	cache_put(b);
	fault = super_fault(&super);
	if (fault == NULL)
		return 0;
	kprint("fs: the disk has %s\n", fault);
	return -EINVAL;
}

int
super_reload(void)
{
	int error = super_load();

	if (error < 0)
		return error;
	super_buf = cache_read(0);
	if (IS_ERR(super_buf))
		return (int)PTR_ERR(super_buf);
	cache_pin(super_buf);
	return 0;
}

void
super_orphans_add(struct log_op *op, int change)
{
	struct disk_super *s;

	mutex_lock(&orphans_lock);
	log_write(op, super_buf);
	s = super_buf->data;
	s->norphans += (uint32_t)change;
	mutex_unlock(&orphans_lock);
}

uint32_t
super_orphans(void)
{
	return ((struct disk_super *)super_buf->data)->norphans;
}
