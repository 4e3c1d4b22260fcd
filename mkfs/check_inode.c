/*
 * The inode table, and who owns which block.
 *
 * A block belongs to the first inode that claims it, directories being asked
 * before files; a pointer to a block that is taken, or is none, becomes a
 * hole. A size is corrected so that no block is beyond it: what may be data
 * is kept.
 */
#include "host.h"
#include "fsck_state.h"

#define DIRENT_SIZE  sizeof(struct disk_dirent)
#define MIN_DIR_SIZE (2 * DIRENT_SIZE)     /* "." and ".." */

struct claim {
	struct raw_visitor visitor;   /* first, so that it is the claim */
	struct fsck *f;
	uint32_t number;
	uint32_t held;          /* blocks that are this inode's now     */
	uint32_t refused;       /* pointers that became holes           */
	uint64_t end;           /* blocks of the file up to the last    */
};

static void
dir_block_add(struct fsck *f, uint32_t index, uint32_t block)
{
	if (f->ndir_blocks == f->dir_block_room) {
		size_t room = f->dir_block_room ? 2 * f->dir_block_room : 64;
		void *p = realloc(f->dir_block,
				  room * sizeof(f->dir_block[0]));

		if (!p) {
			f->failed = true;
			return;
		}
		f->dir_block = p;
		f->dir_block_room = room;
	}
	f->dir_block[f->ndir_blocks++] = (struct dir_block){ index, block };
}

static bool
claim_good(struct claim *c, uint32_t block, int level, uint64_t index)
{
	static const char *const kind[] = {
		"block", "indirect block", "double-indirect block"
	};
	struct fsck *f = c->f;

	if (block < f->super.data_start || block >= f->super.nblocks) {
		fsck_find(f, FSCK_BLOCK_RANGE, "inode %" PRIu32 " at file "
			  "block %" PRIu64 ": %s %" PRIu32 " is not a data "
			  "block", c->number, index, kind[level], block);
		return false;
	}
	if (f->owner[block]) {
		fsck_find(f, FSCK_BLOCK_DOUBLE_USE, "inode %" PRIu32 " at "
			  "file block %" PRIu64 ": %s %" PRIu32 " belongs to "
			  "inode %u already", c->number, index, kind[level],
			  block, f->owner[block]);
		return false;
	}
	return true;
}

static bool
claim_block(struct raw_visitor *v, uint32_t block, int level, uint64_t index)
{
	struct claim *c = (struct claim *)v;
	struct fsck *f = c->f;

	if (!claim_good(c, block, level, index)) {
		c->refused++;
		return false;
	}
	f->owner[block] = (uint16_t)c->number;
	c->held++;
	c->end = index + 1;
	if (level == 0 && f->inode[c->number].disk.type == DISK_DIR)
		dir_block_add(f, (uint32_t)index, block);
	return true;
}

/* Finding or not, the size becomes what it should be. */
static void
size_set(const struct claim *c, uint64_t size, const char *why)
{
	struct disk_inode *ino = &c->f->inode[c->number].disk;

	if (ino->size == size)
		return;
	if (c->refused == 0)
		fsck_find(c->f, FSCK_INODE_SIZE, "inode %" PRIu32 ": size %"
			  PRIu64 " %s: should be %" PRIu64, c->number,
			  ino->size, why, size);
	ino->size = size;
	fsck_dirty(c->f, c->number);
}

static void
size_check(const struct claim *c)
{
	const struct disk_inode *ino = &c->f->inode[c->number].disk;
	uint64_t end = c->end * DISK_BLOCK_SIZE;
	uint64_t span = raw_div_up(ino->size, DISK_BLOCK_SIZE);

	if (span < c->end)
		size_set(c, end, "is less than its blocks");
	else if (span > DISK_MAX_FILE_BLOCKS)
		size_set(c, end, "is more than a file can have");
	if (ino->type != DISK_DIR)
		return;
	if (span > c->end)
		size_set(c, end, "of a directory is more than its blocks");
	if (c->end > 0 && ino->size < MIN_DIR_SIZE)
		size_set(c, MIN_DIR_SIZE, "leaves no room for . and ..");
	if (ino->size % DIRENT_SIZE)
		size_set(c, raw_div_up(ino->size, DIRENT_SIZE) * DIRENT_SIZE,
			 "ends within a directory entry");
}

static void
blocks_check(struct fsck *f, uint32_t number)
{
	struct fsck_inode *in = &f->inode[number];
	struct disk_inode before = in->disk;
	struct claim c = {
		.visitor.visit = claim_block, .f = f, .number = number,
	};

	in->first_block = f->ndir_blocks;
	raw_map_walk(&f->view, &in->disk, &c.visitor);
	in->ndir_blocks = f->ndir_blocks - in->first_block;
	size_check(&c);
	if (c.refused == 0 && c.held != in->disk.nblocks)
		fsck_find(f, FSCK_INODE_NBLOCKS, "inode %" PRIu32 ": says it "
			  "holds %" PRIu32 " blocks, holds %" PRIu32, number,
			  in->disk.nblocks, c.held);
	in->disk.nblocks = c.held;
	if (memcmp(&before, &in->disk, sizeof(before)) != 0)
		fsck_dirty(f, number);
}

/* What an inode of unknown type probably was. */
static enum disk_type
type_guess(struct fsck *f, uint32_t number)
{
	const struct disk_inode *ino = &f->inode[number].disk;
	uint8_t block[DISK_BLOCK_SIZE];
	uint32_t first = ino->direct[0];

	if (first >= f->super.data_start && first < f->super.nblocks) {
		fsck_read(f, first, block);
		if (raw_dirent_is(block, ".") &&
		    raw_dirent_inode(block) == number)
			return DISK_DIR;
	}
	if (ino->nblocks == 0 && ino->size == 0 && (ino->major || ino->minor))
		return DISK_DEVICE;
	return DISK_FILE;
}

static void
type_set(struct fsck *f, uint32_t number, enum disk_type type)
{
	f->inode[number].disk.type = (uint16_t)type;
	fsck_dirty(f, number);
}

static void
type_check(struct fsck *f, uint32_t number)
{
	unsigned type = f->inode[number].disk.type;

	if (number == DISK_ROOT_INODE && type != DISK_DIR) {
		fsck_find(f, FSCK_INODE_TYPE, "inode %" PRIu32 ", the root, "
			  "has type %u, not directory", number, type);
		type_set(f, number, DISK_DIR);
	} else if (type > DISK_DEVICE && number != 0) {
		enum disk_type guess = type_guess(f, number);

		fsck_find(f, FSCK_INODE_TYPE, "inode %" PRIu32 ": type %u is "
			  "unknown, should be %d", number, type, (int)guess);
		type_set(f, number, guess);
	}
}

static bool
words_zero(const void *p, size_t size)
{
	const uint8_t *byte = p;

	for (size_t i = 0; i < size; i++) {
		if (byte[i])
			return false;
	}
	return true;
}

static void
free_check(struct fsck *f, uint32_t number)
{
	struct disk_inode *ino = &f->inode[number].disk;

	if (words_zero(ino, sizeof(*ino)))
		return;
	fsck_find(f, FSCK_FREE_INODE, "inode %" PRIu32 " is free, but not "
		  "all zeros", number);
	memset(ino, 0, sizeof(*ino));
	fsck_dirty(f, number);
}

/* A device has no contents, and nothing but a device has device numbers. */
static void
fields_check(struct fsck *f, uint32_t number)
{
	struct disk_inode *ino = &f->inode[number].disk;
	struct disk_inode good = *ino;

	memset(good.unused, 0, sizeof(good.unused));
	if (memcmp(&good, ino, sizeof(good)) != 0)
		fsck_find(f, FSCK_INODE_UNUSED, "inode %" PRIu32 ": its unused "
			  "bytes are not zero", number);
	*ino = good;
	if (ino->type == DISK_DEVICE) {
		good.size = good.nblocks = 0;
		good.indirect = good.double_indirect = 0;
		memset(good.direct, 0, sizeof(good.direct));
	} else {
		good.major = good.minor = 0;
	}
	if (memcmp(&good, ino, sizeof(good)) != 0)
		fsck_find(f, FSCK_DEVICE_FIELDS, "inode %" PRIu32 ": %s",
			  number, ino->type == DISK_DEVICE ?
			  "a device with a size or blocks" :
			  "device numbers, but it is none");
	*ino = good;
}

static void
inode_load(struct fsck *f, uint32_t number, const uint8_t *at)
{
	struct fsck_inode *in = &f->inode[number];
	struct disk_inode before;

	memset(in, 0, sizeof(*in));
	raw_inode_get(at, &in->disk);
	before = in->disk;
	type_check(f, number);
	if (number == 0 || in->disk.type == DISK_FREE) {
		free_check(f, number);
		return;
	}
	fields_check(f, number);
	if (memcmp(&before, &in->disk, sizeof(before)) != 0)
		fsck_dirty(f, number);
}

static void
blocks_check_all(struct fsck *f, bool dirs)
{
	for (uint32_t i = DISK_ROOT_INODE; i < f->super.ninodes; i++) {
		uint16_t type = f->inode[i].disk.type;

		if (type != DISK_FREE && (type == DISK_DIR) == dirs)
			blocks_check(f, i);
	}
}

void
fsck_inodes_check(struct fsck *f)
{
	uint8_t block[DISK_BLOCK_SIZE];

	memset(f->owner, 0, f->super.nblocks * sizeof(f->owner[0]));
	f->ndir_blocks = 0;
	for (uint32_t i = 0; i < f->super.ninodes; i++) {
		if (raw_inode_offset(i) == 0)
			fsck_read(f, raw_inode_block(&f->super, i), block);
		inode_load(f, i, block + raw_inode_offset(i));
	}
	blocks_check_all(f, true);
	blocks_check_all(f, false);
}

void
fsck_inodes_store(struct fsck *f)
{
	uint8_t block[DISK_BLOCK_SIZE];

	for (uint32_t i = 0; i < f->super.ninodes; i++) {
		uint32_t at = raw_inode_block(&f->super, i);

		if (!f->inode[i].dirty)
			continue;
		fsck_read(f, at, block);
		raw_inode_put(block + raw_inode_offset(i), &f->inode[i].disk);
		fsck_write(f, at, block);
	}
}

bool
fsck_inode_in_use(const struct fsck *f, uint32_t number)
{
	return number != 0 && number < f->super.ninodes &&
	       f->inode[number].disk.type != DISK_FREE;
}
