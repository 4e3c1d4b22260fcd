/*
 * Directories: see dir.h.
 *
 * A large directory has an index while it is in memory: an open-addressing
 * table of 32-bit cells, spread over page frames. A cell has the number of an
 * entry and some bits of its name's hash, so that few wrong entries are looked
 * at. Removing a name leaves its cell behind: who finds it looks at the entry
 * and goes on, and the next index is built without it. The index is a help
 * only: without memory for it, the directory is searched from front to back,
 * as small ones are.
 *
 * Invariant: names are unique within a directory, and . and .. are its first
 * two entries. No unused entry comes before free_slot. Every used entry has
 * a cell of the index, if there is one.
 * Locks: the directory's inode, held by the caller (dir_lookup() takes it).
 * Read next: namespace.c (who changes directories).
 */
#include "fs/blockmap.h"
#include "fs/dir.h"
#include "lib/string.h"
#include "mm/page.h"
#include "sched/sched.h"

#define PER_BLOCK  (DISK_BLOCK_SIZE / sizeof(struct disk_dirent))
#define SCAN_STEP  (64 * PER_BLOCK)  /* between two sched_point()s */
#define NDOTS      2                 /* entries: . and ..          */
#define ANY_INODE  UINT32_MAX        /* see scan()                 */

static const struct name any_name = { NULL, 0 };

void
dir_slot_put(struct dir_slot *slot)
{
	cache_put(slot->b);
	slot->b = NULL;
}

static uint32_t
nentries(const struct inode *dir)
{
	return (uint32_t)(dir->d.size / sizeof(struct disk_dirent));
}

static inline bool
has_name(const struct disk_dirent *e, struct name name)
{
	return e->name[0] == name.text[0] && e->inode != 0 &&
	       memcmp(e->name, name.text, name.length) == 0 &&
	       (name.length == DISK_NAME_MAX || e->name[name.length] == 0);
}

/* The slot of entry `i`; slot->b is NULL in a hole. 0, -EIO or -ENOMEM. */
static int
slot_get(struct inode *dir, uint32_t i, struct dir_slot *slot)
{
	struct buf *b = inode_block(dir, i / PER_BLOCK);

	*slot = (struct dir_slot){ .index = i };
	if (IS_ERR(b))
		return (int)PTR_ERR(b);
	slot->b = b;
	if (b != NULL)
		slot->entry = (struct disk_dirent *)b->data + i % PER_BLOCK;
	return 0;
}

/* Finds the first entry from `i` on that has this name, or else, if that is
   any_name, this inode: 0 is that of unused entries, ANY_INODE all others.
   Inlined, so that what is wanted is decided before the loop. */
static inline __attribute__((always_inline)) int
scan(struct inode *dir, uint32_t i, struct name name, uint32_t number,
     struct dir_slot *slot)
{
	uint32_t n = nentries(dir);

	slot->b = NULL;
	while (i < n) {
		uint32_t end = MIN(ROUND_DOWN(i, PER_BLOCK) + PER_BLOCK, n);
		int error = slot_get(dir, i, slot);

		if (error < 0)
			return error;
		for (; slot->b != NULL && i < end; i++, slot->entry++) {
			const struct disk_dirent *e = slot->entry;

			slot->index = i;
			if (name.text != NULL ? has_name(e, name) :
			    number == ANY_INODE ? e->inode != 0 :
			    e->inode == number)
				return 0;
		}
		dir_slot_put(slot);
		i = end;
		if (i % SCAN_STEP == 0)
			sched_point();
	}
	return -ENOENT;
}

/*
 * The index
 */

#define CELLS_PER_FRAME (PAGE_SIZE / sizeof(uint32_t))
#define CELL_EMPTY      0u
#define TAG_BITS        12
#define TAG_MASK        ((1u << TAG_BITS) - 1)
#define ENTRIES_MAX     ((1u << (32 - TAG_BITS)) - 1)
#define FRAMES_MAX      ((PAGE_SIZE - sizeof(struct dir_index)) / \
			 sizeof(uint32_t *))
#define SPARSENESS      4     /* cells for each entry of a new index   */
#define INDEX_FROM      PER_BLOCK   /* entries; smaller ones have none */

/* In a frame of its own. */
struct dir_index {
	uint32_t mask;           /* cells - 1                        */
	uint32_t nused;          /* cells that are not empty         */
	uint32_t nframes;
	uint32_t *frames[];
};

/* FNV-1a; the upper half is folded in, as the lower one chooses the cell. */
static uint32_t
hash_of(struct name name)
{
	const uint32_t prime = 16777619u;
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < name.length; i++)
		hash = (hash ^ (uint8_t)name.text[i]) * prime;
	return hash ^ hash >> 16;
}

static uint32_t *
cell_at(const struct dir_index *x, uint32_t i)
{
	i &= x->mask;
	return &x->frames[i / CELLS_PER_FRAME][i % CELLS_PER_FRAME];
}

void
dir_index_drop(struct inode *dir)
{
	struct dir_index *x = dir->index;

	if (x == NULL)
		return;
	dir->index = NULL;
	while (x->nframes > 0)
		page_unref(x->frames[--x->nframes]);
	page_unref(x);
}

/* Beyond three quarters full, searching takes too long. */
static void
index_add(struct inode *dir, struct name name, uint32_t entry)
{
	struct dir_index *x = dir->index;
	uint32_t hash, value, i;

	if (x == NULL)
		return;
	if (x->nused >= x->mask - x->mask / 4 || entry >= ENTRIES_MAX) {
		dir_index_drop(dir);
		return;
	}
	hash = hash_of(name);
	value = (entry + 1) << TAG_BITS | hash >> (32 - TAG_BITS);
	for (i = hash; *cell_at(x, i) != CELL_EMPTY; i++)
		if (*cell_at(x, i) == value)     /* left behind */
			return;
	*cell_at(x, i) = value;
	x->nused++;
}

/* Makes an index with all the directory's names, if that can be done. */
static void
index_build(struct inode *dir)
{
	uint32_t nframes = 1, i = 0;
	struct dir_index *x = NULL;
	struct dir_slot slot;
	int error;

	while (nframes * CELLS_PER_FRAME / SPARSENESS < nentries(dir))
		nframes *= 2;
	if (nframes <= FRAMES_MAX)
		x = page_alloc();
	if (x == NULL)
		return;
	*x = (struct dir_index){ .mask = nframes * CELLS_PER_FRAME - 1 };
	dir->index = x;
	for (; x->nframes < nframes; x->nframes++) {
		x->frames[x->nframes] = page_alloc_zero();
		if (x->frames[x->nframes] == NULL) {
			dir_index_drop(dir);
			return;
		}
	}
	while ((error = scan(dir, i, any_name, ANY_INODE, &slot)) == 0) {
		const char *text = slot.entry->name;
		struct name name = { text, strnlen(text, DISK_NAME_MAX) };

		index_add(dir, name, slot.index);
		i = slot.index + 1;
		dir_slot_put(&slot);
	}
	if (error != -ENOENT)
		dir_index_drop(dir);
}

/* Looks at the entries whose hash may be this one, and has the name. */
static int
index_find(struct inode *dir, struct name name, struct dir_slot *slot)
{
	uint32_t hash = hash_of(name);

	for (uint32_t i = hash; ; i++) {
		uint32_t cell = *cell_at(dir->index, i);
		int error;

		if (cell == CELL_EMPTY)
			return -ENOENT;
		if ((cell & TAG_MASK) != hash >> (32 - TAG_BITS))
			continue;
		error = slot_get(dir, (cell >> TAG_BITS) - 1, slot);
		if (error < 0)
			return error;
		if (slot->b != NULL && has_name(slot->entry, name))
			return 0;
		dir_slot_put(slot);
	}
}

/*
 * Finding
 */

int
dir_find(struct inode *dir, struct name name, struct dir_slot *slot)
{
	slot->b = NULL;
	if (dir->d.nlink == 0)      /* removed: even .. is gone */
		return -ENOENT;
	if (dir->index == NULL && nentries(dir) > INDEX_FROM)
		index_build(dir);
	if (dir->index != NULL)
		return index_find(dir, name, slot);
	return scan(dir, 0, name, 0, slot);
}

int
dir_find_number(struct inode *dir, uint32_t number, struct dir_slot *slot)
{
	return scan(dir, 0, any_name, number, slot);
}

struct inode *
dir_lookup(struct inode *dir, struct name name)
{
	struct dir_slot slot;
	struct inode *ip;
	int error;

	if (!inode_is_dir(dir))
		return ERR_PTR(-ENOTDIR);
	mutex_lock(&dir->lock);
	error = dir_find(dir, name, &slot);
	ip = error < 0 ? ERR_PTR(error) : inode_get(slot.entry->inode);
	dir_slot_put(&slot);
	mutex_unlock(&dir->lock);
	return ip;
}

int
dir_check_empty(struct inode *dir)
{
	struct dir_slot slot;
	int error = scan(dir, NDOTS, any_name, ANY_INODE, &slot);

	dir_slot_put(&slot);
	if (error != -ENOENT)
		return error < 0 ? error : -ENOTEMPTY;
	return dir->d.nlink == DIR_NLINK ? 0 : -EIO;
}

/*
 * Changing
 */

int
dir_reserve(struct log_op *op, struct inode *dir, struct dir_slot *slot)
{
	uint32_t i = nentries(dir), block;
	int error = scan(dir, dir->free_slot, any_name, 0, slot);

	if (error == -ENOENT) {          /* then one more at the end */
		if (dir->d.size >= INODE_SIZE_MAX)
			return -ENOSPC;
		error = slot_get(dir, i, slot);
		if (error == 0 && slot->b == NULL)
			error = blockmap_fill(op, dir, i / PER_BLOCK, &block);
		if (error != 0)
			return error;
		if (slot->b == NULL) {
			slot->b = log_new(op, block);
			memset(slot->b->data, 0, DISK_BLOCK_SIZE);
		}
		dir->d.size = (i + 1ul) * sizeof(struct disk_dirent);
		inode_store(op, dir);
	}
	if (error == 0)
		dir->free_slot = slot->index;
	return error;
}

/* The entry changes: its block, which may move, joins the transaction. */
static struct disk_dirent *
entry_edit(struct log_op *op, struct inode *dir, struct dir_slot *slot)
{
	log_write(op, slot->b);
	slot->entry = (struct disk_dirent *)slot->b->data +
		      slot->index % PER_BLOCK;
	inode_store_modified(op, dir);
	return slot->entry;
}

void
dir_enter(struct log_op *op, struct inode *dir, struct dir_slot *slot,
	  struct name name, uint32_t number)
{
	struct disk_dirent *e = entry_edit(op, dir, slot);

	if (e->inode == 0) {
		*e = (struct disk_dirent){ .inode = 0 };
		memcpy(e->name, name.text, name.length);
		index_add(dir, name, slot->index);
		dir->free_slot = slot->index + 1;
	}
	e->inode = (uint16_t)number;
}

void
dir_remove(struct log_op *op, struct inode *dir, struct dir_slot *slot)
{
	*entry_edit(op, dir, slot) = (struct disk_dirent){ .inode = 0 };
	dir->free_slot = MIN(dir->free_slot, slot->index);
}

int
dir_make(struct log_op *op, struct inode *dir, uint32_t parent)
{
	struct dir_slot slot;
	int error = dir_reserve(op, dir, &slot);

	if (error < 0)
		return error;
	dir_enter(op, dir, &slot, (struct name){ ".", 1 }, dir->number);
	dir_slot_put(&slot);
	dir_reserve(op, dir, &slot);     /* in the same block: cannot fail */
	dir_enter(op, dir, &slot, DOTDOT, parent);
	dir_slot_put(&slot);
	return 0;
}
