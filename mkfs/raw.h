/*
 * The format of abi/disk.h as bytes: everything that mkfs and fsck share.
 *
 * On disk numbers are little-endian; the structs of abi/disk.h, once decoded,
 * hold them in the host's order, whatever that is. A block in memory is an
 * array of DISK_BLOCK_SIZE bytes. Nothing here prints or exits.
 */
#ifndef MKFS_RAW_H
#define MKFS_RAW_H

#include <stdbool.h>
#include <stdint.h>

#include "abi/disk.h"

/*
 * Where blocks are read from and written to: a file, memory, a test's
 * recording disk. `block` is always below nblocks. 0, or -1 on an I/O error.
 * write and flush may be NULL when nothing is to be changed.
 */
struct raw_disk {
	uint64_t nblocks;       /* whole blocks that the medium has */
	int (*read)(struct raw_disk *d, uint32_t block, void *to);
	int (*write)(struct raw_disk *d, uint32_t block, const void *from);
	int (*flush)(struct raw_disk *d);
};

static inline uint16_t raw_le16(const uint8_t *p)
{
	return (uint16_t)(p[0] | p[1] << 8);
}

static inline uint32_t raw_le32(const uint8_t *p)
{
	return raw_le16(p) | (uint32_t)raw_le16(p + 2) << 16;
}

static inline uint64_t raw_le64(const uint8_t *p)
{
	return raw_le32(p) | (uint64_t)raw_le32(p + 4) << 32;
}

static inline void raw_put_le16(uint8_t *p, uint16_t value)
{
	p[0] = (uint8_t)value;
	p[1] = (uint8_t)(value >> 8);
}

static inline void raw_put_le32(uint8_t *p, uint32_t value)
{
	raw_put_le16(p, (uint16_t)value);
	raw_put_le16(p + 2, (uint16_t)(value >> 16));
}

static inline void raw_put_le64(uint8_t *p, uint64_t value)
{
	raw_put_le32(p, (uint32_t)value);
	raw_put_le32(p + 4, (uint32_t)(value >> 32));
}

static inline uint64_t raw_div_up(uint64_t n, uint64_t by)
{
	return n / by + (n % by != 0);
}

/* The superblock at the start of block 0. put leaves the rest as it is. */
void raw_super_get(const uint8_t *block, struct disk_super *s);
void raw_super_put(uint8_t *block, const struct disk_super *s);

/*
 * The fewest log blocks that a disk of so many blocks works with: a
 * transaction may change the superblock and every block of the bitmap, and
 * the largest operation needs RAW_LOG_OPERATION more.
 */
#define RAW_LOG_OPERATION 64
uint32_t raw_log_min(uint32_t nblocks);

/* Blocks of the log, the inode table and the bitmap, all of them. */
uint64_t raw_log_size(const struct disk_super *s);
uint64_t raw_inode_blocks(const struct disk_super *s);
uint64_t raw_bitmap_blocks(const struct disk_super *s);

/* One inode, at `at` in its block. */
void raw_inode_get(const uint8_t *at, struct disk_inode *ino);
void raw_inode_put(uint8_t *at, const struct disk_inode *ino);

/* Where inode `number` stands: its block, and the byte in it. */
uint32_t raw_inode_block(const struct disk_super *s, uint32_t number);
uint32_t raw_inode_offset(uint32_t number);

/* A directory entry, at `at` in its block. */
uint32_t raw_dirent_inode(const uint8_t *at);
const char *raw_dirent_name(const uint8_t *at);      /* NUL-padded  */
bool raw_dirent_is(const uint8_t *at, const char *name);
void raw_dirent_put(uint8_t *at, uint32_t inode, const char *name);

/*
 * A log header. The words are in the host's order, which makes count, home
 * and disk_log_checksum() right on any host; the sequence number comes from
 * raw_log_sequence() only.
 */
union raw_log_header {
	uint32_t word[DISK_BLOCK_SIZE / 4];
	struct disk_log_header h;
};
void raw_log_get(const uint8_t *block, union raw_log_header *h);
uint64_t raw_log_sequence(const union raw_log_header *h);

/* Where the header of a half stands; its images follow it. */
uint32_t raw_log_header_block(const struct disk_super *s, int half);

/* Supplies free blocks to raw_map_set(); 0 when there is none. */
struct raw_alloc {
	uint32_t (*next)(struct raw_alloc *a);
};

/*
 * Makes `block` block number `index` of the file, with the indirect blocks
 * that takes, and counts all of them in ino->nblocks. 0, -EIO, -ENOSPC, or
 * -EFBIG for an index that no file can have. The place must be a hole.
 */
int raw_map_set(struct raw_disk *d, struct raw_alloc *a,
		struct disk_inode *ino, uint64_t index, uint32_t block);

/*
 * Visits every block of a file in order of the file, an indirect block before
 * what it names. `level` is 0 for data, 1 or 2 for indirect blocks; `index` is
 * the first block of the file below this pointer. The visitor returns whether
 * to keep the pointer: if not, it becomes a hole and is not followed. Changes
 * of the inode are the caller's to write, those of indirect blocks are
 * written if d->write is set. Each visit happens before the block is read, so
 * a visitor that refuses blocks out of range and seen before bounds the walk.
 */
struct raw_visitor {
	bool (*visit)(struct raw_visitor *v, uint32_t block, int level,
		      uint64_t index);
};
int raw_map_walk(struct raw_disk *d, struct disk_inode *ino,
		 struct raw_visitor *v);

#endif
