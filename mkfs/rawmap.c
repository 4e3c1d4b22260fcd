/*
 * Which blocks a file has: setting one, and visiting all of them.
 *
 * A pointer of level 0 names a data block, one of level n a block of
 * DISK_PER_BLOCK pointers of level n - 1. The inode holds DISK_NDIRECT of
 * level 0, one of level 1 and one of level 2.
 */
#include "host.h"
#include "raw.h"

/* Blocks of the file below one pointer of that level. */
static uint64_t
span(int level)
{
	uint64_t blocks = 1;

	while (level-- > 0)
		blocks *= DISK_PER_BLOCK;
	return blocks;
}

/* The inode's pointer that leads to *index; *index becomes the offset below. */
static uint32_t *
inode_pointer(struct disk_inode *ino, uint64_t *index, int *level)
{
	*level = 0;
	if (*index < DISK_NDIRECT) {
		uint32_t *slot = &ino->direct[*index];

		*index = 0;
		return slot;
	}
	*index -= DISK_NDIRECT;
	*level = 1;
	if (*index < span(1))
		return &ino->indirect;
	*index -= span(1);
	*level = 2;
	return *index < span(2) ? &ino->double_indirect : NULL;
}

/* Gives the file an empty block of pointers. */
static int
table_create(struct raw_disk *d, struct raw_alloc *a, struct disk_inode *ino,
	     uint32_t *pointer)
{
	static const uint8_t empty[DISK_BLOCK_SIZE];
	uint32_t block = a->next(a);

	if (block == 0)
		return -ENOSPC;
	if (d->write(d, block, empty) != 0)
		return -EIO;
	*pointer = block;
	ino->nblocks++;
	return 0;
}

/* Sets the pointer `index` below the table that `*pointer` names. */
static int
table_set(struct raw_disk *d, struct raw_alloc *a, struct disk_inode *ino,
	  uint32_t *pointer, int level, uint64_t index, uint32_t block)
{
	uint8_t table[DISK_BLOCK_SIZE];
	uint64_t below = span(level - 1);
	uint8_t *at = table + index / below * sizeof(uint32_t);
	uint32_t child;
	int error = 0;

	if (*pointer == 0)
		error = table_create(d, a, ino, pointer);
	if (error)
		return error;
	if (d->read(d, *pointer, table) != 0)
		return -EIO;
	child = raw_le32(at);
	if (level == 1)
		child = block;
	else
		error = table_set(d, a, ino, &child, level - 1, index % below,
				  block);
	raw_put_le32(at, child);
	if (d->write(d, *pointer, table) != 0)
		return -EIO;
	return error;
}

int
raw_map_set(struct raw_disk *d, struct raw_alloc *a, struct disk_inode *ino,
	    uint64_t index, uint32_t block)
{
	int level, error = 0;
	uint32_t *pointer = inode_pointer(ino, &index, &level);

	if (!pointer)
		return -EFBIG;
	if (level == 0)
		*pointer = block;
	else
		error = table_set(d, a, ino, pointer, level, index, block);
	if (!error)
		ino->nblocks++;
	return error;
}

static int pointer_walk(struct raw_disk *d, struct raw_visitor *v,
			uint32_t *pointer, int level, uint64_t index);

static int
table_walk(struct raw_disk *d, struct raw_visitor *v, uint32_t block,
	   int level, uint64_t index)
{
	uint8_t table[DISK_BLOCK_SIZE];
	bool changed = false;

	if (d->read(d, block, table) != 0)
		return -EIO;
	for (uint32_t i = 0; i < DISK_PER_BLOCK; i++) {
		uint8_t *at = table + i * sizeof(uint32_t);
		uint32_t child = raw_le32(at);

		if (pointer_walk(d, v, &child, level - 1,
				 index + i * span(level - 1)) != 0)
			return -EIO;
		if (child != raw_le32(at)) {
			raw_put_le32(at, child);
			changed = true;
		}
	}
	if (changed && d->write && d->write(d, block, table) != 0)
		return -EIO;
	return 0;
}

static int
pointer_walk(struct raw_disk *d, struct raw_visitor *v, uint32_t *pointer,
	     int level, uint64_t index)
{
	if (*pointer == 0)
		return 0;
	if (!v->visit(v, *pointer, level, index)) {
		*pointer = 0;
		return 0;
	}
	return level == 0 ? 0 : table_walk(d, v, *pointer, level, index);
}

int
raw_map_walk(struct raw_disk *d, struct disk_inode *ino, struct raw_visitor *v)
{
	int error = 0;

	for (uint32_t i = 0; i < DISK_NDIRECT && !error; i++)
		error = pointer_walk(d, v, &ino->direct[i], 0, i);
	if (!error)
		error = pointer_walk(d, v, &ino->indirect, 1, DISK_NDIRECT);
	if (!error)
		error = pointer_walk(d, v, &ino->double_indirect, 2,
				     DISK_NDIRECT + span(1));
	return error;
}
