/*
 * Between the bytes of an image and the structs of abi/disk.h.
 * Read next: rawmap.c (which blocks a file has).
 */
#include "host.h"
#include "raw.h"

#define SUPER_WORDS (sizeof(struct disk_super) / sizeof(uint32_t))

void
raw_super_get(const uint8_t *block, struct disk_super *s)
{
	uint32_t word[SUPER_WORDS] = { 0 };

	for (size_t i = 0; i < SUPER_WORDS; i++)
		word[i] = raw_le32(block + i * sizeof(word[0]));
	memcpy(s, word, sizeof(*s));
}

void
raw_super_put(uint8_t *block, const struct disk_super *s)
{
	uint32_t word[SUPER_WORDS];

	memcpy(word, s, sizeof(*s));
	for (size_t i = 0; i < SUPER_WORDS; i++)
		raw_put_le32(block + i * sizeof(word[0]), word[i]);
}

uint32_t
raw_log_min(uint32_t nblocks)
{
	return (uint32_t)raw_div_up(nblocks, DISK_BITS_PER_BLOCK) + 1 +
	       RAW_LOG_OPERATION;
}

uint64_t
raw_log_size(const struct disk_super *s)
{
	return 2 * (1 + (uint64_t)s->log_blocks);
}

uint64_t
raw_inode_blocks(const struct disk_super *s)
{
	return raw_div_up(s->ninodes, DISK_INODES_PER_BLOCK);
}

uint64_t
raw_bitmap_blocks(const struct disk_super *s)
{
	return raw_div_up(s->nblocks, DISK_BITS_PER_BLOCK);
}

#define FIELD(at, name) ((at) + offsetof(struct disk_inode, name))
#define UNUSED_WORDS    (sizeof(((struct disk_inode *)0)->unused) / 4)

void
raw_inode_get(const uint8_t *at, struct disk_inode *ino)
{
	ino->type = raw_le16(FIELD(at, type));
	ino->nlink = raw_le16(FIELD(at, nlink));
	ino->major = raw_le16(FIELD(at, major));
	ino->minor = raw_le16(FIELD(at, minor));
	ino->size = raw_le64(FIELD(at, size));
	ino->mtime_ns = raw_le64(FIELD(at, mtime_ns));
	ino->nblocks = raw_le32(FIELD(at, nblocks));
	for (int i = 0; i < DISK_NDIRECT; i++)
		ino->direct[i] = raw_le32(FIELD(at, direct[i]));
	ino->indirect = raw_le32(FIELD(at, indirect));
	ino->double_indirect = raw_le32(FIELD(at, double_indirect));
	for (size_t i = 0; i < UNUSED_WORDS; i++)
		ino->unused[i] = raw_le32(FIELD(at, unused[i]));
}

void
raw_inode_put(uint8_t *at, const struct disk_inode *ino)
{
	raw_put_le16(FIELD(at, type), ino->type);
	raw_put_le16(FIELD(at, nlink), ino->nlink);
	raw_put_le16(FIELD(at, major), ino->major);
	raw_put_le16(FIELD(at, minor), ino->minor);
	raw_put_le64(FIELD(at, size), ino->size);
	raw_put_le64(FIELD(at, mtime_ns), ino->mtime_ns);
	raw_put_le32(FIELD(at, nblocks), ino->nblocks);
	for (int i = 0; i < DISK_NDIRECT; i++)
		raw_put_le32(FIELD(at, direct[i]), ino->direct[i]);
	raw_put_le32(FIELD(at, indirect), ino->indirect);
	raw_put_le32(FIELD(at, double_indirect), ino->double_indirect);
	for (size_t i = 0; i < UNUSED_WORDS; i++)
		raw_put_le32(FIELD(at, unused[i]), ino->unused[i]);
}

uint32_t
raw_inode_block(const struct disk_super *s, uint32_t number)
{
	return s->inode_start + number / (uint32_t)DISK_INODES_PER_BLOCK;
}

uint32_t
raw_inode_offset(uint32_t number)
{
	return number % (uint32_t)DISK_INODES_PER_BLOCK *
	       (uint32_t)sizeof(struct disk_inode);
}

uint32_t
raw_dirent_inode(const uint8_t *at)
{
	return raw_le16(at + offsetof(struct disk_dirent, inode));
}

const char *
raw_dirent_name(const uint8_t *at)
{
	return (const char *)at + offsetof(struct disk_dirent, name);
}

bool
raw_dirent_is(const uint8_t *at, const char *name)
{
	return strncmp(raw_dirent_name(at), name, DISK_NAME_MAX) == 0;
}

void
raw_dirent_put(uint8_t *at, uint32_t inode, const char *name)
{
	uint8_t *to = at + offsetof(struct disk_dirent, name);

	raw_put_le16(at, (uint16_t)inode);
	memset(to, 0, DISK_NAME_MAX);
	memcpy(to, name, strnlen(name, DISK_NAME_MAX));
}

void
raw_log_get(const uint8_t *block, union raw_log_header *h)
{
	for (size_t i = 0; i < DISK_PER_BLOCK; i++)
		h->word[i] = raw_le32(block + i * sizeof(h->word[0]));
}

uint64_t
raw_log_sequence(const union raw_log_header *h)
{
	size_t i = offsetof(struct disk_log_header, sequence) /
		   sizeof(h->word[0]);

	return h->word[i] | (uint64_t)h->word[i + 1] << 32;
}

uint32_t
raw_log_header_block(const struct disk_super *s, int half)
{
	return s->log_start + (half ? 1 + s->log_blocks : 0);
}
