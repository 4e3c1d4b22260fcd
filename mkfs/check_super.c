/*
 * The superblock: is it ours, and do the parts of the disk follow each other
 * as it says. There is no second copy, so what is wrong here stays wrong.
 */
#include "host.h"
#include "fsck_state.h"

#define MAX_INODES (UINT16_MAX + 1)
#define MIN_INODES (DISK_ROOT_INODE + 1)

static void
fields_check(struct fsck *f)
{
	const struct disk_super *s = &f->super;

	if (s->magic != DISK_MAGIC) {
		fsck_find(f, FSCK_SUPERBLOCK_FIELDS, "the magic number is "
			  "%08" PRIx32 ", not %08x: not a Sprout file system",
			  s->magic, DISK_MAGIC);
		return;
	}
	if (s->version != DISK_VERSION)
		fsck_find(f, FSCK_SUPERBLOCK_FIELDS, "version %" PRIu32
			  " is unknown, this program knows %d", s->version,
			  DISK_VERSION);
	if (s->nblocks == 0 || s->nblocks > DISK_MAX_BLOCKS)
		fsck_find(f, FSCK_SUPERBLOCK_FIELDS, "%" PRIu32 " blocks, "
			  "1 to %u are possible", s->nblocks, DISK_MAX_BLOCKS);
	else if (s->nblocks > f->disk->nblocks)
		fsck_find(f, FSCK_SUPERBLOCK_FIELDS, "%" PRIu32 " blocks, but "
			  "the image ends after %" PRIu64 ": it was cut off",
			  s->nblocks, f->disk->nblocks);
	if (s->ninodes < MIN_INODES || s->ninodes > MAX_INODES)
		fsck_find(f, FSCK_SUPERBLOCK_FIELDS, "%" PRIu32 " inodes, %d "
			  "to %d are possible", s->ninodes, MIN_INODES,
			  MAX_INODES);
	if (s->log_blocks < raw_log_min(s->nblocks) ||
	    s->log_blocks > DISK_LOG_MAX)
		fsck_find(f, FSCK_SUPERBLOCK_FIELDS, "%" PRIu32 " log blocks, "
			  "%" PRIu32 " to %d are possible", s->log_blocks,
			  raw_log_min(s->nblocks), DISK_LOG_MAX);
}

static void
order_check(struct fsck *f, const char *what, uint64_t end,
	    const char *next, uint32_t start)
{
	if (end > start)
		fsck_find(f, FSCK_LAYOUT_ORDER, "%s ends before block %" PRIu64
			  ", but %s starts at block %" PRIu32, what, end, next,
			  start);
}

static void
layout_check(struct fsck *f)
{
	const struct disk_super *s = &f->super;

	order_check(f, "the superblock", 1, "the log", s->log_start);
	order_check(f, "the log", s->log_start + raw_log_size(s),
		    "the inode table", s->inode_start);
	order_check(f, "the inode table",
		    s->inode_start + raw_inode_blocks(s), "the bitmap",
		    s->bitmap_start);
	order_check(f, "the bitmap", s->bitmap_start + raw_bitmap_blocks(s),
		    "the data", s->data_start);
	if (s->data_start >= s->nblocks)
		fsck_find(f, FSCK_LAYOUT_ORDER, "the data starts at block %"
			  PRIu32 ", the disk ends at %" PRIu32, s->data_start,
			  s->nblocks);
}

bool
fsck_super_check(struct fsck *f)
{
	uint8_t block[DISK_BLOCK_SIZE];

	if (f->disk->nblocks == 0) {
		fsck_find(f, FSCK_SUPERBLOCK_FIELDS,
			  "the image is shorter than a block");
		return false;
	}
	fsck_read(f, 0, block);
	raw_super_get(block, &f->super);
	fields_check(f);
	if (f->findings == 0)
		layout_check(f);
	return f->findings == 0 && !f->failed;
}
