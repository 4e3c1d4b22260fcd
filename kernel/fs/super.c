/*
 * The file system as a whole: the superblock, mounting, orphans. See fs.h
 * and super.h.
 *
 * Invariant: `super` describes areas that lie in order and within the disk,
 * so nothing else checks them again. Its norphans on disk counts the inodes
 * in use whose nlink is 0: the operation that makes or frees one changes the
 * count.
 * Locks: orphans_lock for norphans; the rest is constant.
 * Read next: log.c, inode.c.
 */
#include "drivers/virtio_blk.h"
#include "fs/alloc.h"
#include "fs/fs.h"
#include "fs/inode.h"
#include "fs/namespace.h"
#include "lib/print.h"
#include "lib/string.h"

/* Log blocks that operations need beside the reserved ones. */
#define LOG_BLOCKS_MIN 64
#define INODES_MAX     65536u    /* directory entries have 16 bits */
#define COMPLAINTS_MAX 20u

struct disk_super super;

static struct buf *super_buf;    /* (c) in memory for ever */
static struct mutex orphans_lock = MUTEX_INIT(orphans_lock);
static int some_orphans = 1;     /* atomic: try to free what there are */
static struct inode *root;

void
super_complain(const char *format, ...)
{
	static unsigned ncomplaints;     /* atomic */
	unsigned n = __atomic_fetch_add(&ncomplaints, 1, __ATOMIC_RELAXED);
	va_list args;

	va_start(args, format);
	if (n < COMPLAINTS_MAX)
		kprint_args(format, args);
	va_end(args);
	if (n == COMPLAINTS_MAX)
		kprint("fs: the disk has more faults than are told here\n");
}

bool
super_is_same(const struct disk_super *s)
{
	struct disk_super counted = *s;

	counted.norphans = super.norphans;
	return memcmp(&counted, &super, sizeof(super)) == 0;
}

/*
 * Orphans
 */

static uint32_t *
norphans(void)
{
	return &((struct disk_super *)super_buf->data)->norphans;
}

void
super_orphans_add(struct log_op *op, int change)
{
	mutex_lock(&orphans_lock);
	log_write(op, super_buf);
	*norphans() += (uint32_t)change;
	mutex_unlock(&orphans_lock);
}

int
orphan_free(struct inode *ip)
{
	struct log_op op;
	int error = -EROFS;

	/* While names stay as they are, only a bad disk leads to an orphan:
	   an operation may be under way, and another would wait for it. */
	if (!mutex_is_held(&namespace_mutex))
		error = inode_edit_begin(&op, ip, INODE_CUT_BLOCKS, 0);
	if (error == 0) {
		error = inode_free(&op, ip);
		if (error == 0)
			super_orphans_add(&op, -1);
		inode_edit_end(&op);
	}
	if (error < 0)
		__atomic_store_n(&some_orphans, 1, __ATOMIC_RELAXED);
	return error;
}

/* Frees what the last boot or orphan_free() has left, if anything: letting
   go of an orphan frees it, if nobody has it open. */
static void
orphans_free(void)
{
	struct buf *b = NULL;

	if (!__atomic_exchange_n(&some_orphans, 0, __ATOMIC_RELAXED))
		return;
	for (uint32_t i = 1; i < super.ninodes && *norphans() > 0; i++) {
		const struct disk_inode *d = ialloc_step(&b, i);
		struct inode *ip;

		if (IS_ERR(d) || d->type == DISK_FREE || d->nlink > 0)
			continue;
		ip = inode_load(i, true);
		if (!IS_ERR(ip))
			inode_put(ip);
	}
	cache_put(b);
}

/*
 * Mounting
 */

/* What is wrong with `s`, in words, or NULL. */
static const char *
super_fault(const struct disk_super *s)
{
	uint64_t log_end = (uint64_t)s->log_start + 2 * (s->log_blocks + 1ul);
	uint64_t ntable = DIV_UP((uint64_t)s->ninodes, DISK_INODES_PER_BLOCK);
	uint64_t nbitmaps = DIV_UP((uint64_t)s->nblocks, DISK_BITS_PER_BLOCK);

	if (s->magic != DISK_MAGIC || s->version != DISK_VERSION)
		return "no file system of this version";
	if (s->nblocks > DISK_MAX_BLOCKS || s->nblocks > disk_nblocks)
		return "a file system larger than itself";
	if (s->ninodes <= DISK_ROOT_INODE || s->ninodes > INODES_MAX ||
	    s->log_blocks > DISK_LOG_MAX ||
	    s->log_blocks < nbitmaps + 1 + LOG_BLOCKS_MIN)
		return "bad numbers of inodes or log blocks";
	if (s->log_start == 0 || log_end > s->inode_start ||
	    s->inode_start + ntable > s->bitmap_start ||
	    s->bitmap_start + nbitmaps > s->data_start ||
	    s->data_start >= s->nblocks)
		return "areas that overlap";
	return NULL;
}

/* Reads and checks the superblock. */
static int
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

static int
root_open(void)
{
	super_buf = cache_read_pinned(0, 1);
	if (IS_ERR(super_buf))
		return (int)PTR_ERR(super_buf);
	root = inode_get(DISK_ROOT_INODE);
	if (IS_ERR(root))
		return (int)PTR_ERR(root);
	if (inode_is_dir(root))
		return 0;
	kprint("fs: the root is no directory\n");
	return -EINVAL;
}

int
fs_mount(void)
{
	/* The log may hold a later superblock. */
	static int (*const steps[])(void) = {
		disk_init, cache_init, super_load, log_start, super_load,
		alloc_init, inode_init, root_open,
	};
	int error = 0;

	for (unsigned i = 0; i < ARRAY_SIZE(steps) && error == 0; i++)
		error = steps[i]();
	if (error < 0) {
		kprint("fs: cannot mount the disk (error %d)\n", -error);
		return error;
	}
	orphans_free();
	return 0;
}

int
fs_sync(void)
{
	orphans_free();
	return log_sync();
}

void
fs_count(struct sysinfo *s)
{
	cache_settle();
	s->blocks_total = super.nblocks - super.data_start;
	s->blocks_free = alloc_count_free();
	s->inodes_total = super.ninodes - 1;
	s->inodes_free = ialloc_count_free();
}

struct inode *
fs_root(void)
{
	return inode_ref(root);
}
