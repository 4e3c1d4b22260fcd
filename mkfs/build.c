/*
 * Writes the contents of an image: one inode after the other takes its blocks
 * from the front of the free ones, so files lie in one piece.
 *
 * The log's headers stay zero, which is no header: there is nothing to
 * recover. Read next: rawmap.c (how a file's blocks hang together).
 */
#include "host.h"

#include <fcntl.h>
#include <unistd.h>

#include "build.h"
#include "die.h"

struct builder {
	struct raw_alloc alloc;      /* first, so that it is the builder */
	struct image *image;
	const struct disk_super *super;
	uint32_t next_block;         /* this and all that follow are free */
	uint8_t table[DISK_BLOCK_SIZE];   /* the inode block being filled */
};

static uint32_t
block_next(struct raw_alloc *a)
{
	struct builder *b = (struct builder *)a;

	if (b->next_block >= b->super->nblocks)
		return 0;
	return b->next_block++;
}

/* Writes `data` as block `index` of the file. */
static void
block_append(struct builder *b, const struct node *n, struct disk_inode *ino,
	     uint64_t index, const uint8_t *data)
{
	uint32_t block = block_next(&b->alloc);
	int error = block ? 0 : -ENOSPC;

	if (block)
		image_write(b->image, block, data);
	if (!error)
		error = raw_map_set(&b->image->file.disk, &b->alloc, ino,
				    index, block);
	if (error)
		die("cannot write %s to the image: %s", node_place(n),
		    strerror(-error));
}

static void
file_block_read(const struct node *n, int fd, uint64_t index, uint8_t *to)
{
	uint64_t at = index * DISK_BLOCK_SIZE;
	size_t size = DISK_BLOCK_SIZE;

	if (size > n->size - at)
		size = (size_t)(n->size - at);
	memset(to + size, 0, DISK_BLOCK_SIZE - size);
	if (raw_read_all(fd, to, size, at) != 0)
		die("cannot read %s: %s", n->host,
		    errno ? strerror(errno) : "it became shorter meanwhile");
}

static void
file_write(struct builder *b, const struct node *n, struct disk_inode *ino)
{
	uint8_t data[DISK_BLOCK_SIZE];
	int fd = open(n->host, O_RDONLY);

	if (fd < 0)
		die("cannot read %s: %s", n->host, strerror(errno));
	for (size_t i = 0; i < n->nextents; i++) {
		const struct extent *e = &n->extent[i];

		for (uint64_t k = e->first; k < e->first + e->count; k++) {
			file_block_read(n, fd, k, data);
			block_append(b, n, ino, k, data);
		}
	}
	close(fd);
}

/* Entry number i of a directory: ".", "..", then what is in it. */
static void
entry_put(const struct node *dir, size_t i, uint8_t *at)
{
	if (i == 0) {
		raw_dirent_put(at, dir->inode, ".");
	} else if (i == 1) {
		raw_dirent_put(at, dir->parent->inode, "..");
	} else {
		const struct node *n = dir->child[i - 2];

		raw_dirent_put(at, n->inode, n->name);
	}
}

static void
dir_write(struct builder *b, const struct node *n, struct disk_inode *ino)
{
	const size_t size = sizeof(struct disk_dirent);
	const size_t per_block = DISK_BLOCK_SIZE / size;
	size_t nentries = (size_t)(n->size / size);
	uint8_t data[DISK_BLOCK_SIZE];

	for (size_t i = 0; i < nentries; i += per_block) {
		memset(data, 0, sizeof(data));
		for (size_t k = 0; k < per_block && i + k < nentries; k++)
			entry_put(n, i + k, data + k * size);
		block_append(b, n, ino, i / per_block, data);
	}
}

static void
node_write(struct builder *b, const struct node *n)
{
	uint32_t offset = raw_inode_offset(n->inode);
	uint32_t block = raw_inode_block(b->super, n->inode);
	struct disk_inode ino = {
		.type = (uint16_t)n->type,
		.nlink = (uint16_t)n->nlink,
		.major = (uint16_t)n->major,
		.minor = (uint16_t)n->minor,
		.size = n->size,
		.mtime_ns = n->mtime_ns,
	};

	if (n->type == DISK_FILE)
		file_write(b, n, &ino);
	else if (n->type == DISK_DIR)
		dir_write(b, n, &ino);
	if (offset == 0)
		memset(b->table, 0, sizeof(b->table));
	raw_inode_put(b->table + offset, &ino);
	image_write(b->image, block, b->table);
}

/* Bits [0, used), and those that stand for no block, are set. */
static void
bitmap_write(struct builder *b, uint32_t used)
{
	uint8_t bits[DISK_BLOCK_SIZE];
	uint32_t nblocks = (uint32_t)raw_bitmap_blocks(b->super), bit = 0;

	for (uint32_t i = 0; i < nblocks; i++) {
		bool any = false;

		memset(bits, 0, sizeof(bits));
		for (uint32_t k = 0; k < DISK_BITS_PER_BLOCK; k++, bit++) {
			if (bit >= used && bit < b->super->nblocks)
				continue;
			bits[k / 8] |= (uint8_t)(1 << k % 8);
			any = true;
		}
		if (any)
			image_write(b->image, b->super->bitmap_start + i, bits);
	}
}

static void
super_write(struct builder *b)
{
	uint8_t block[DISK_BLOCK_SIZE] = { 0 };

	raw_super_put(block, b->super);
	image_write(b->image, 0, block);
}

void
build(struct image *im, const struct disk_super *s, const struct tree *t)
{
	struct builder b = {
		.alloc.next = block_next,
		.image = im,
		.super = s,
		.next_block = s->data_start,
	};

	for (size_t i = 0; i < t->nnodes; i++)
		node_write(&b, t->node[i]);
	bitmap_write(&b, b.next_block);
	super_write(&b);
}
