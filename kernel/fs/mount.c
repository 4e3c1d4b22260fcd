/*
 * The file system as a whole: see fs.h.
 *
 * Read next: super.c, commit.c (recovery), log.c.
 */
#include "abi/errno.h"
#include "drivers/virtio_blk.h"
#include "fs/alloc.h"
#include "fs/buf.h"
#include "fs/commit.h"
#include "fs/dirindex.h"
#include "fs/ialloc.h"
#include "fs/inode.h"
#include "fs/orphan.h"
#include "fs/super.h"
#include "lib/print.h"

static struct inode *root;

/* Makes the disk consistent. */
static int
recover(uint64_t *sequence)
{
	int error = super_load();

	if (error == 0)
		error = commit_init();
	if (error == 0)
		error = commit_recover(sequence);
	return error < 0 ? error : super_reload();
}

static int
root_open(void)
{
	root = inode_get(DISK_ROOT_INODE);
	if (IS_ERR(root))
		return (int)PTR_ERR(root);
	if (inode_is_dir(root) && root->d.nlink > 0)
		return 0;
	kprint("fs: the root is no directory\n");
	return -EINVAL;
}

static int
start(void)
{
	uint64_t sequence;
	int error = recover(&sequence);

	if (error == 0)
		error = alloc_init();
	if (error == 0)
		error = inode_init();
	if (error == 0)
		error = log_start(sequence);
	if (error == 0)
		error = root_open();
	return error;
}

int
fs_mount(void)
{
	int error = disk_init();

	if (error < 0)
		return error;
	error = cache_init(disk_nblocks());
	if (error == 0)
		error = start();
	if (error < 0) {
		kprint("fs: cannot mount the disk (error %d)\n", -error);
		return error;
	}
	orphan_reclaim_all();
	return 0;
}

int
fs_sync(void)
{
	orphan_retry();
	return log_sync();
}

struct fs_counts
fs_count(void)
{
	cache_settle();
	return (struct fs_counts){
		.blocks_total = super.nblocks - super.data_start,
		.blocks_free = alloc_count_free(),
		.inodes_total = super.ninodes - 1,
		.inodes_free = ialloc_count_free(),
	};
}

struct inode *
fs_root(void)
{
	return inode_ref(root);
}
