/*
 * Where repair puts what has no name: /lost+found, under the name "#N" for
 * inode N. Blocks and inodes are taken by the checker's own notes of what is
 * in use; the bitmap follows at the end of the round.
 */
#include "host.h"
#include "fsck_state.h"

#define LOST_NAME   "lost+found"
#define DIRENT_SIZE ((uint32_t)sizeof(struct disk_dirent))

/* f->view and an owner for the blocks that are handed out. */
struct lost_alloc {
	struct raw_alloc alloc;      /* first, so that it is this */
	struct fsck *f;
	uint32_t number;
};

static uint32_t
block_alloc(struct raw_alloc *a)
{
	struct lost_alloc *la = (struct lost_alloc *)a;
	struct fsck *f = la->f;

	if (f->next_free < f->super.data_start)
		f->next_free = f->super.data_start;
	for (; f->next_free < f->super.nblocks; f->next_free++) {
		if (f->owner[f->next_free])
			continue;
		f->owner[f->next_free] = (uint16_t)la->number;
		return f->next_free++;
	}
	return 0;
}

/* Gives inode `number` a block at that place of the file; 0 if it cannot. */
static uint32_t
block_append(struct fsck *f, uint32_t number, uint64_t index,
	     const uint8_t *data)
{
	struct lost_alloc a = { { block_alloc }, f, number };
	struct disk_inode *ino = &f->inode[number].disk;
	uint32_t block = block_alloc(&a.alloc);

	if (!block)
		return 0;
	fsck_dirty(f, number);
	if (raw_map_set(&f->view, &a.alloc, ino, index, block) != 0) {
		f->owner[block] = 0;
		f->next_free = 0;
		return 0;
	}
	fsck_write(f, block, data);
	return block;
}

bool
fsck_dir_first_block(struct fsck *f, uint32_t dir)
{
	struct fsck_inode *in = &f->inode[dir];
	uint32_t parent = in->parent == PARENT_LOST ? 0 : in->parent;
	uint8_t data[DISK_BLOCK_SIZE] = { 0 };

	raw_dirent_put(data, dir, ".");
	raw_dirent_put(data + DIRENT_SIZE, parent, "..");
	if (!block_append(f, dir, 0, data))
		return false;
	if (in->disk.size < 2 * DIRENT_SIZE)
		in->disk.size = 2 * DIRENT_SIZE;
	return true;
}

/* The inode that `name` means in `dir`, 0 for none. */
static uint32_t
dir_find(struct fsck *f, uint32_t dir, const char *name)
{
	const struct dir_block *b = fsck_dir_blocks(f, dir);
	uint8_t data[DISK_BLOCK_SIZE];

	for (size_t i = 0; i < f->inode[dir].ndir_blocks; i++) {
		uint32_t end = fsck_dir_bytes(f, dir, &b[i]);

		fsck_read(f, b[i].block, data);
		for (uint32_t k = 0; k < end; k += DIRENT_SIZE) {
			if (raw_dirent_inode(data + k) &&
			    raw_dirent_is(data + k, name))
				return raw_dirent_inode(data + k);
		}
	}
	return 0;
}

/* Puts the entry into the block if that has room; the block begins at `at`
   bytes of the directory. */
static bool
block_enter(struct fsck *f, uint32_t block, uint64_t at, uint32_t number,
	    const char *name)
{
	struct disk_inode *dir = &f->inode[f->lost.dir].disk;
	uint8_t data[DISK_BLOCK_SIZE];

	fsck_read(f, block, data);
	for (uint32_t k = 0; k < DISK_BLOCK_SIZE; k += DIRENT_SIZE) {
		uint64_t end = at + k + DIRENT_SIZE;

		if (end <= dir->size && raw_dirent_inode(data + k))
			continue;
		raw_dirent_put(data + k, number, name);
		fsck_write(f, block, data);
		if (end > dir->size) {
			dir->size = end;
			fsck_dirty(f, f->lost.dir);
		}
		return true;
	}
	return false;
}

/* Puts the entry into f->lost.dir, which grows as needed. */
static bool
lost_enter(struct fsck *f, uint32_t number, const char *name)
{
	static const uint8_t empty[DISK_BLOCK_SIZE];
	struct fsck_lost *l = &f->lost;
	const struct dir_block *b = fsck_dir_blocks(f, l->dir);
	struct disk_inode *dir = &f->inode[l->dir].disk;
	uint64_t last = raw_div_up(dir->size, DISK_BLOCK_SIZE) - 1;

	if (dir->size == 0)
		return false;
	for (; l->cursor < f->inode[l->dir].ndir_blocks; l->cursor++) {
		const struct dir_block *here = &b[l->cursor];
		uint64_t at = (uint64_t)here->index * DISK_BLOCK_SIZE;

		if (block_enter(f, here->block, at, number, name))
			return true;
	}
	if (l->grown && block_enter(f, l->grown, last * DISK_BLOCK_SIZE,
				    number, name))
		return true;
	l->grown = block_append(f, l->dir, last + 1, empty);
	return l->grown && block_enter(f, l->grown,
				       (last + 1) * DISK_BLOCK_SIZE, number,
				       name);
}

static uint32_t
inode_alloc(struct fsck *f)
{
	for (uint32_t i = DISK_ROOT_INODE; i < f->super.ninodes; i++) {
		if (!fsck_inode_in_use(f, i))
			return i;
	}
	return 0;
}

/* An empty lost+found, not yet in the root; 0 when there is no room. */
static uint32_t
lost_create(struct fsck *f)
{
	uint32_t number = inode_alloc(f);
	struct fsck_inode *in = &f->inode[number];

	if (!number)
		return 0;
	memset(in, 0, sizeof(*in));
	in->disk.type = DISK_DIR;
	in->disk.mtime_ns = f->inode[DISK_ROOT_INODE].disk.mtime_ns;
	in->parent = DISK_ROOT_INODE;
	fsck_dirty(f, number);
	if (fsck_dir_first_block(f, number))
		return number;
	memset(in, 0, sizeof(*in));
	return 0;
}

/*
 * Chooses f->lost.dir: lost+found, made if need be, or the root itself when
 * that name means something else or there is no room.
 */
static void
lost_open(struct fsck *f)
{
	uint32_t found = dir_find(f, DISK_ROOT_INODE, LOST_NAME);
	uint32_t made = found ? 0 : lost_create(f);

	f->lost.dir = DISK_ROOT_INODE;
	if (fsck_inode_in_use(f, found) && f->inode[found].parent &&
	    f->inode[found].disk.type == DISK_DIR)
		f->lost = (struct fsck_lost){ .dir = found };
	if (!made || !lost_enter(f, made, LOST_NAME))
		return;
	f->inode[DISK_ROOT_INODE].nsubdirs++;
	f->lost = (struct fsck_lost){
		.dir = made, .grown = f->inode[made].disk.direct[0],
	};
}

uint32_t
fsck_lost_add(struct fsck *f, uint32_t number)
{
	char name[DISK_NAME_MAX + 1];
	int n;

	if (!f->lost.dir)
		lost_open(f);
	n = snprintf(name, sizeof(name), "#%" PRIu32, number);
	for (unsigned i = 1; dir_find(f, f->lost.dir, name); i++)
		snprintf(name + n, sizeof(name) - (size_t)n, ".%u", i);
	return lost_enter(f, number, name) ? f->lost.dir : 0;
}
