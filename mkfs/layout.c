/*
 * Where things stand in an image of a given size.
 */
#include "host.h"
#include "die.h"
#include "layout.h"
#include "raw.h"

#define MIB               (UINT64_C(1024) * 1024)
#define GIB               (MIB * 1024)
#define DEFAULT_SIZE      (128 * MIB)
#define MIN_BLOCKS        256           /* 1 MiB                             */
#define BLOCKS_PER_INODE  4             /* an inode for each 16 KiB          */
#define MAX_INODES        65535         /* an inode number has 16 bits       */
#define LOG_SHARE         32            /* one half gets 1/32 of the blocks  */
#define SPARE_INODES      32            /* at least, when all is by default  */

static uint64_t
default_ninodes(uint64_t nblocks, uint64_t nodes)
{
	uint64_t n = nblocks / BLOCKS_PER_INODE;

	if (n < DISK_ROOT_INODE + nodes + SPARE_INODES)
		n = DISK_ROOT_INODE + nodes + SPARE_INODES;
	n = raw_div_up(n, DISK_INODES_PER_BLOCK) * DISK_INODES_PER_BLOCK;
	return n < MAX_INODES ? n : MAX_INODES;
}

static uint32_t
default_log_blocks(uint64_t nblocks)
{
	uint64_t n = nblocks / LOG_SHARE, min = raw_log_min((uint32_t)nblocks);

	if (n < min)
		n = min;
	return (uint32_t)(n < DISK_LOG_MAX ? n : DISK_LOG_MAX);
}

/* The superblock for that many blocks; the first block after the metadata
   may be past the end. */
static void
layout_fill(struct disk_super *s, const struct layout_wish *wish,
	    uint64_t nblocks, uint64_t nodes)
{
	*s = (struct disk_super){
		.magic = DISK_MAGIC,
		.version = DISK_VERSION,
		.nblocks = (uint32_t)nblocks,
		.ninodes = wish->ninodes,
		.log_blocks = wish->log_blocks,
		.log_start = 1,
	};
	if (s->ninodes == 0)
		s->ninodes = (uint32_t)default_ninodes(nblocks, nodes);
	if (s->log_blocks == 0)
		s->log_blocks = default_log_blocks(nblocks);
	s->inode_start = s->log_start + (uint32_t)raw_log_size(s);
	s->bitmap_start = s->inode_start + (uint32_t)raw_inode_blocks(s);
	s->data_start = s->bitmap_start + (uint32_t)raw_bitmap_blocks(s);
}

/* The fewest blocks, in whole MiB, that hold the tree. */
static uint64_t
size_needed(const struct layout_wish *wish, uint64_t nodes, uint64_t blocks)
{
	uint64_t step = MIB / DISK_BLOCK_SIZE, n = step;
	struct disk_super s;

	for (;;) {
		layout_fill(&s, wish, n, nodes);
		if (s.data_start + blocks <= n || n > DISK_MAX_BLOCKS)
			return n;
		n = raw_div_up(s.data_start + blocks, step) * step;
	}
}

static void
size_check(uint64_t size)
{
	uint64_t max = (uint64_t)DISK_MAX_BLOCKS * DISK_BLOCK_SIZE;

	if (size % DISK_BLOCK_SIZE != 0)
		die("the size of %" PRIu64 " bytes makes no sense: it must "
		    "be a multiple of %d", size, DISK_BLOCK_SIZE);
	if (size < (uint64_t)MIN_BLOCKS * DISK_BLOCK_SIZE)
		die("the size of %" PRIu64 " bytes is too small for a file "
		    "system: it takes %d at least", size,
		    MIN_BLOCKS * DISK_BLOCK_SIZE);
	if (size > max)
		die("the size of %" PRIu64 " bytes is too large: the format "
		    "ends at %" PRIu64 " (%" PRIu64 "G)", size, max,
		    max / GIB);
}

static void
inodes_check(const struct layout_wish *wish, uint64_t nodes)
{
	uint64_t n = wish->ninodes ? wish->ninodes : MAX_INODES;

	if (n > MAX_INODES)
		die("%" PRIu64 " inodes are too many: an inode number has 16 "
		    "bits, so use at most %d", n, MAX_INODES);
	if (n >= DISK_ROOT_INODE + nodes)
		return;
	if (DISK_ROOT_INODE + nodes > MAX_INODES)
		die("the tree has too many files: %" PRIu64 ", and a file "
		    "system can hold %d", nodes, MAX_INODES - 1);
	die("%" PRIu64 " inodes are too few: the tree needs %" PRIu64
	    "; use --inodes %" PRIu64 " or more", n, DISK_ROOT_INODE + nodes,
	    DISK_ROOT_INODE + nodes);
}

static void
room_check(const struct disk_super *s, const struct layout_wish *wish,
	   uint64_t nodes, uint64_t blocks)
{
	uint64_t need = s->data_start + blocks, enough;

	if (need <= s->nblocks)
		return;
	enough = size_needed(wish, nodes, blocks);
	if (enough > DISK_MAX_BLOCKS)
		die("the tree is too large for a file system: it takes more "
		    "than %" PRIu64 "G",
		    (uint64_t)DISK_MAX_BLOCKS * DISK_BLOCK_SIZE / GIB);
	die("the image is too small: the tree needs %" PRIu64 " bytes, the "
	    "image has %" PRIu64 "; build it with FSSIZE=%" PRIu64 "M "
	    "(--size %" PRIu64 "M) or more",
	    need * DISK_BLOCK_SIZE,
	    (uint64_t)s->nblocks * DISK_BLOCK_SIZE,
	    enough * DISK_BLOCK_SIZE / MIB, enough * DISK_BLOCK_SIZE / MIB);
}

static void
log_check(const struct layout_wish *wish, uint64_t nblocks)
{
	uint32_t min = raw_log_min((uint32_t)nblocks);

	if (wish->log_blocks > DISK_LOG_MAX)
		die("%" PRIu32 " log blocks are too many: one header has room "
		    "for %d", wish->log_blocks, DISK_LOG_MAX);
	if (wish->log_blocks && wish->log_blocks < min)
		die("%" PRIu32 " log blocks are too few: this size needs %"
		    PRIu32 " or more", wish->log_blocks, min);
}

void
layout_choose(struct disk_super *s, const struct layout_wish *wish,
	      uint64_t nodes, uint64_t blocks)
{
	uint64_t size = wish->size ? wish->size : DEFAULT_SIZE;

	size_check(size);
	inodes_check(wish, nodes);
	log_check(wish, size / DISK_BLOCK_SIZE);
	layout_fill(s, wish, size / DISK_BLOCK_SIZE, nodes);
	room_check(s, wish, nodes, blocks);
}
