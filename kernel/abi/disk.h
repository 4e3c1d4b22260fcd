/*
 * The file system's format on disk: the only definition, used by the kernel,
 * mkfs and fsck. All numbers are little-endian. A block is one page.
 *
 *   block 0        superblock
 *   log_start      log, half 0: a header block, then log_blocks images
 *                  log, half 1: the same again
 *   inode_start    inode table
 *   bitmap_start   one bit a block of the whole disk, 1 = in use
 *   data_start     files and directories
 *
 * The log. Transaction number `sequence` is written to half sequence % 2:
 * images first, a disk flush, then the header (the commit record), another
 * flush, and only then the blocks in their home places. The next
 * transaction's first flush makes those durable too, before its own header
 * is written. So recovery copies home the images of the one valid header with
 * the highest sequence number, and nothing else.
 */
#pragma once

#include <stdint.h>

#define DISK_BLOCK_SIZE 4096
#define DISK_MAGIC      0x74757073u    /* "sput" */
#define DISK_VERSION    1

struct disk_super {
	uint32_t magic;
	uint32_t version;
	uint32_t nblocks;       /* of the whole disk                         */
	uint32_t ninodes;       /* inode numbers are 1 … ninodes - 1         */
	uint32_t log_start;     /* first block of half 0                     */
	uint32_t log_blocks;    /* images in one half, its header not counted */
	uint32_t inode_start;
	uint32_t bitmap_start;
	uint32_t data_start;
	uint32_t norphans;      /* inodes in use without a name: to be freed
	                           at the next mount                         */
};

#define DISK_ROOT_INODE 1

#define DISK_LOG_MAGIC   0x676f6c21u    /* "!log" */
#define DISK_LOG_MAX     1016           /* images that one header can name */
#define DISK_LOG_SEQUENCE_MAX (UINT64_MAX / 2)   /* no disk gets so old    */

struct disk_log_header {
	uint32_t magic;
	uint32_t checksum;      /* disk_log_checksum() of the rest           */
	uint64_t sequence;      /* 1, 2, 3 …; half sequence % 2 holds it     */
	uint32_t count;
	uint32_t home[DISK_LOG_MAX];   /* where image i belongs              */
};

enum disk_type { DISK_FREE, DISK_FILE, DISK_DIR, DISK_DEVICE };

#define DISK_NDIRECT   12
#define DISK_PER_BLOCK (DISK_BLOCK_SIZE / 4)   /* block numbers a block */
#define DISK_MAX_FILE_BLOCKS \
	(DISK_NDIRECT + (uint64_t)DISK_PER_BLOCK + \
	 (uint64_t)DISK_PER_BLOCK * DISK_PER_BLOCK)

struct disk_inode {
	uint16_t type;          /* enum disk_type                            */
	uint16_t nlink;
	uint16_t major;         /* of a device                               */
	uint16_t minor;
	uint64_t size;          /* bytes                                     */
	uint64_t mtime_ns;      /* since 1970                                */
	uint32_t nblocks;       /* blocks held, indirect ones included       */
	uint32_t direct[DISK_NDIRECT];   /* 0 = a hole, reads as zeros       */
	uint32_t indirect;
	uint32_t double_indirect;
	uint32_t unused[11];
};

#define DISK_INODES_PER_BLOCK (DISK_BLOCK_SIZE / sizeof(struct disk_inode))

/* The last bytes of a directory entry's name may be its last letter: the
   name is NUL-padded, not NUL-terminated. */
#define DISK_NAME_MAX 62

struct disk_dirent {
	uint16_t inode;         /* 0 = unused entry                          */
	char name[DISK_NAME_MAX];
};

_Static_assert(sizeof(struct disk_log_header) <= DISK_BLOCK_SIZE,
	       "a log header is one block");
_Static_assert(sizeof(struct disk_inode) == 128, "inode size");
_Static_assert(sizeof(struct disk_dirent) == 64, "directory entry size");

#define DISK_BITS_PER_BLOCK (DISK_BLOCK_SIZE * 8)
#define DISK_MAX_BLOCKS     (512u * DISK_BITS_PER_BLOCK)   /* 64 GiB */

/* FNV-1a, a word at a time. */
static inline uint32_t disk_sum(uint32_t sum, uint32_t word)
{
	return (sum ^ word) * 16777619u;
}

/*
 * The checksum of a log header: over its sequence, count and the home numbers
 * in use. A torn header is thereby no header.
 */
static inline uint32_t disk_log_checksum(const struct disk_log_header *h)
{
	uint32_t n = h->count <= DISK_LOG_MAX ? h->count : 0;
	uint32_t sum = disk_sum(2166136261u, (uint32_t)h->sequence);

	sum = disk_sum(sum, (uint32_t)(h->sequence >> 32));
	sum = disk_sum(sum, h->count);
	for (uint32_t i = 0; i < n; i++)
		sum = disk_sum(sum, h->home[i]);
	return sum;
}
