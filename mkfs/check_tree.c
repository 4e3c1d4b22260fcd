/*
 * The tree as a whole: everything in use must be reachable from the root,
 * directories in one way only, and counted right.
 *
 * First everything below the root is visited. Directories that are left over
 * hang together in trees, whose tops get a name in lost+found, and in rings,
 * which are cut at one directory each. Inodes in use that nothing names and
 * whose link count is 0 are orphans: legal, if the superblock knows of them.
 */
#include "host.h"
#include "fsck_state.h"

#define DIRENT_SIZE ((uint32_t)sizeof(struct disk_dirent))
#define DOTS        2       /* links of a directory without subdirectories */

static void
queue_work(struct fsck *f)
{
	while (f->queue_head < f->queue_tail)
		fsck_dir_check(f, f->queue[f->queue_head++]);
}

static void
root_visit(struct fsck *f)
{
	f->queue_head = f->queue_tail = 0;
	f->inode[DISK_ROOT_INODE].parent = DISK_ROOT_INODE;
	f->queue[f->queue_tail++] = DISK_ROOT_INODE;
	queue_work(f);
}

/* A directory with a link count that the visit has not reached. */
static bool
is_lost_dir(const struct fsck *f, uint32_t number)
{
	const struct fsck_inode *in = &f->inode[number];

	return in->disk.type == DISK_DIR && in->parent == 0 &&
	       in->disk.nlink != 0;
}

/* Marks the directories that a lost one names. */
static void
lost_dir_follow(struct fsck *f, uint32_t dir)
{
	const struct dir_block *b = fsck_dir_blocks(f, dir);
	uint8_t data[DISK_BLOCK_SIZE];

	for (size_t i = 0; i < f->inode[dir].ndir_blocks; i++) {
		uint32_t end = fsck_dir_bytes(f, dir, &b[i]);

		fsck_read(f, b[i].block, data);
		for (uint32_t k = 0; k < end; k += DIRENT_SIZE) {
			uint32_t child = raw_dirent_inode(data + k);
			bool dots = raw_dirent_is(data + k, ".") ||
				    raw_dirent_is(data + k, "..");

			if (!dots && fsck_inode_in_use(f, child))
				f->inode[child].referenced = true;
		}
	}
}

/* Gives a nameless inode a name, or frees it when there is no room. */
static void
adopt(struct fsck *f, uint32_t number)
{
	struct fsck_inode *in = &f->inode[number];
	bool is_dir = in->disk.type == DISK_DIR;
	uint32_t dir = f->repair ? fsck_lost_add(f, number) : 0;

	if (f->repair && !dir) {
		memset(&in->disk, 0, sizeof(in->disk));
		fsck_dirty(f, number);
	} else if (!is_dir) {
		in->links = dir ? 1 : in->disk.nlink;
	} else {
		in->parent = dir ? dir : PARENT_LOST;
		f->inode[dir].nsubdirs++;
		f->queue[f->queue_tail++] = number;
		queue_work(f);
	}
}

static void
lost_trees_visit(struct fsck *f)
{
	for (uint32_t i = DISK_ROOT_INODE; i < f->super.ninodes; i++) {
		if (is_lost_dir(f, i))
			lost_dir_follow(f, i);
	}
	for (uint32_t i = DISK_ROOT_INODE; i < f->super.ninodes; i++) {
		if (!is_lost_dir(f, i) || f->inode[i].referenced)
			continue;
		fsck_find(f, FSCK_DIR_CONNECTED, "directory %" PRIu32
			  " is not reachable from the root", i);
		adopt(f, i);
	}
}

static void
rings_visit(struct fsck *f)
{
	for (uint32_t i = DISK_ROOT_INODE; i < f->super.ninodes; i++) {
		if (!is_lost_dir(f, i))
			continue;
		f->inode[i].cycle = true;
		fsck_find(f, FSCK_DIR_CYCLE, "directory %" PRIu32 " is below "
			  "itself and not reachable from the root", i);
		adopt(f, i);
	}
}

static void
orphan_found(struct fsck *f, uint32_t number)
{
	struct fsck_inode *in = &f->inode[number];

	f->norphans++;
	if (!f->repair)
		return;
	memset(&in->disk, 0, sizeof(in->disk));
	fsck_dirty(f, number);
	f->result->orphans_freed++;
}

/* What nothing names: an orphan, or to be named. */
static void
nameless_check(struct fsck *f, uint32_t number)
{
	struct fsck_inode *in = &f->inode[number];

	if (in->disk.nlink == 0) {
		orphan_found(f, number);
		return;
	}
	fsck_find(f, FSCK_DIR_CONNECTED, "inode %" PRIu32 " is in use, but no "
		  "directory names it", number);
	adopt(f, number);
}

static void
nameless_visit(struct fsck *f)
{
	for (uint32_t i = DISK_ROOT_INODE; i < f->super.ninodes; i++) {
		const struct fsck_inode *in = &f->inode[i];

		if (in->disk.type == DISK_FREE)
			continue;
		if (in->disk.type == DISK_DIR ? !in->parent : !in->links)
			nameless_check(f, i);
	}
}

static void
links_check(struct fsck *f, uint32_t number)
{
	struct fsck_inode *in = &f->inode[number];
	bool is_dir = in->disk.type == DISK_DIR;
	uint32_t links = is_dir ? DOTS + in->nsubdirs : in->links;

	if (is_dir && !in->parent)
		links = 0;
	if (links > UINT16_MAX)
		links = UINT16_MAX;
	if (in->disk.nlink == links)
		return;
	fsck_find(f, FSCK_LINK_COUNT, "inode %" PRIu32 ": link count is %u, "
		  "should be %" PRIu32, number, in->disk.nlink, links);
	in->disk.nlink = (uint16_t)links;
	fsck_dirty(f, number);
}

static void
norphans_store(struct fsck *f, uint32_t norphans)
{
	uint8_t block[DISK_BLOCK_SIZE];

	if (!f->repair || f->super.norphans == norphans)
		return;
	f->super.norphans = norphans;
	fsck_read(f, 0, block);
	raw_super_put(block, &f->super);
	fsck_write(f, 0, block);
}

static void
norphans_check(struct fsck *f)
{
	if (f->norphans > f->super.norphans ||
	    f->super.norphans >= f->super.ninodes)
		fsck_find(f, FSCK_NORPHANS, "the superblock counts %" PRIu32
			  " nameless inodes, there are %" PRIu32,
			  f->super.norphans, f->norphans);
	norphans_store(f, 0);
}

void
fsck_tree_check(struct fsck *f)
{
	f->norphans = 0;
	f->lost = (struct fsck_lost){ 0 };
	root_visit(f);
	lost_trees_visit(f);
	rings_visit(f);
	nameless_visit(f);
	for (uint32_t i = DISK_ROOT_INODE; i < f->super.ninodes; i++) {
		if (f->inode[i].disk.type != DISK_FREE)
			links_check(f, i);
	}
	norphans_check(f);
}
