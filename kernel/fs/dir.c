/*
 * Directories: see dir.h.
 *
 * Invariant: names are unique within a directory, and . and .. are its first
 * two entries. No unused entry comes before free_slot.
 * Locks: the directory's inode, held by the caller (dir_lookup() takes it).
 * Read next: dirindex.c (large directories), namespace.c (who changes them).
 */
#include "abi/errno.h"
#include "fs/blockmap.h"
#include "fs/dir.h"
#include "fs/dirindex.h"
#include "lib/panic.h"
#include "lib/string.h"
#include "sched/sched.h"

#define PER_BLOCK    (DISK_BLOCK_SIZE / sizeof(struct disk_dirent))
#define INDEX_FROM   PER_BLOCK    /* entries; smaller ones are scanned  */
#define SCAN_STEP    (64 * PER_BLOCK)   /* between two sched_point()s   */

struct disk_dirent *
dir_entry(const struct dir_slot *slot)
{
	return (struct disk_dirent *)slot->b->data + slot->index % PER_BLOCK;
}

void
dir_slot_put(struct dir_slot *slot)
{
	if (slot->b != NULL)
		cache_put(slot->b);
	slot->b = NULL;
}

static uint32_t
nentries(const struct inode *dir)
{
	return (uint32_t)(dir->d.size / sizeof(struct disk_dirent));
}

/*
 * Searching
 */

typedef bool entry_match(const struct disk_dirent *e, const void *wanted);

/* Finds the first entry from `from` on that matches. Inlined, so that the
   match is compiled into the loop. */
static inline __attribute__((always_inline)) int
scan(struct inode *dir, uint32_t from, entry_match *match,
     const void *wanted, struct dir_slot *slot)
{
	uint32_t n = nentries(dir);

	*slot = (struct dir_slot){ .b = NULL };
	for (uint32_t i = from; i < n; ) {
		uint32_t end = MIN(ROUND_DOWN(i, PER_BLOCK) + PER_BLOCK, n);
		struct buf *b = inode_block(dir, i / PER_BLOCK);
		const struct disk_dirent *e;

		if (IS_ERR(b))
			return (int)PTR_ERR(b);
		*slot = (struct dir_slot){ .b = b, .index = i };
		for (e = b ? dir_entry(slot) : NULL; b && i < end; i++, e++) {
			slot->index = i;
			if (match(e, wanted))
				return 0;
		}
		dir_slot_put(slot);
		i = end;
		if (i % SCAN_STEP == 0)
			sched_point();
	}
	return -ENOENT;
}

static inline bool
match_name(const struct disk_dirent *e, const void *wanted)
{
	const struct name *name = wanted;

	return e->name[0] == name->text[0] && e->inode != 0 &&
	       memcmp(e->name, name->text, name->length) == 0 &&
	       (name->length == DISK_NAME_MAX || e->name[name->length] == 0);
}

static inline bool
match_number(const struct disk_dirent *e, const void *wanted)
{
	return e->inode == *(const uint32_t *)wanted;
}

static bool
is_dots(const struct disk_dirent *e)
{
	return e->name[0] == '.' &&
	       (e->name[1] == 0 || (e->name[1] == '.' && e->name[2] == 0));
}

static inline bool
match_plain(const struct disk_dirent *e, const void *wanted)
{
	(void)wanted;
	return e->inode != 0 && !is_dots(e);
}

static uint32_t
hash_of_entry(const struct disk_dirent *e)
{
	return dirindex_hash(e->name, strnlen(e->name, DISK_NAME_MAX));
}

static inline bool
match_used(const struct disk_dirent *e, const void *wanted)
{
	(void)wanted;
	return e->inode != 0;
}

/* Enters all names into a new index. */
static void
index_build(struct inode *dir)
{
	struct dir_slot slot;
	uint32_t i = 0;
	int error;

	if (!dirindex_begin(dir, nentries(dir)))
		return;
	while ((error = scan(dir, i, match_used, NULL, &slot)) == 0) {
		dirindex_add(dir, hash_of_entry(dir_entry(&slot)), slot.index);
		i = slot.index + 1;
		dir_slot_put(&slot);
	}
	if (error != -ENOENT)
		dirindex_drop(dir);
}

static int
find_indexed(struct inode *dir, const struct name *name,
	     struct dir_slot *slot)
{
	uint32_t hash = dirindex_hash(name->text, name->length);
	uint32_t probe = 0, i;

	while ((i = dirindex_next(dir, hash, &probe)) != DIRINDEX_NONE) {
		struct buf *b = inode_block(dir, i / PER_BLOCK);

		if (IS_ERR(b))
			return (int)PTR_ERR(b);
		*slot = (struct dir_slot){ .b = b, .index = i };
		if (b != NULL && match_name(dir_entry(slot), name))
			return 0;
		dir_slot_put(slot);
	}
	return -ENOENT;
}

int
dir_find(struct inode *dir, struct name name, struct dir_slot *slot)
{
	slot->b = NULL;
	if (dir->d.nlink == 0)      /* removed: even .. is gone */
		return -ENOENT;
	if (dir->index == NULL && nentries(dir) > INDEX_FROM)
		index_build(dir);
	if (dir->index != NULL)
		return find_indexed(dir, &name, slot);
	return scan(dir, 0, match_name, &name, slot);
}

int
dir_find_number(struct inode *dir, uint32_t number, struct dir_slot *slot)
{
	return scan(dir, 0, match_number, &number, slot);
}

struct inode *
dir_lookup(struct inode *dir, struct name name)
{
	struct inode *ip;
	struct dir_slot slot;
	int error;

	if (!inode_is_dir(dir))
		return ERR_PTR(-ENOTDIR);
	mutex_lock(&dir->lock);
	error = dir_find(dir, name, &slot);
	ip = error < 0 ? ERR_PTR(error) : inode_get(dir_entry(&slot)->inode);
	dir_slot_put(&slot);
	mutex_unlock(&dir->lock);
	return ip;
}

int
dir_check_empty(struct inode *dir)
{
	struct dir_slot slot;
	int error = scan(dir, 0, match_plain, NULL, &slot);

	dir_slot_put(&slot);
	return error == -ENOENT ? 0 : error < 0 ? error : -ENOTEMPTY;
}

/*
 * Changing
 */

static inline bool
match_unused(const struct disk_dirent *e, const void *wanted)
{
	(void)wanted;
	return e->inode == 0;
}

/* The buffer of a block that the directory has or is now given. */
static struct buf *
block_make(struct log_op *op, struct inode *dir, uint64_t index)
{
	struct buf *b = inode_block(dir, index);
	uint32_t block;
	int error;

	if (b != NULL)
		return b;
	error = blockmap_fill(op, dir, index, &block);
	if (error < 0)
		return ERR_PTR(error);
	b = log_new(op, block);
	memset(b->data, 0, DISK_BLOCK_SIZE);
	return b;
}

static int
append(struct log_op *op, struct inode *dir, struct dir_slot *slot)
{
	uint32_t i = nentries(dir);
	struct buf *b = block_make(op, dir, i / PER_BLOCK);

	if (IS_ERR(b))
		return (int)PTR_ERR(b);
	*slot = (struct dir_slot){ .b = b, .index = i };
	dir->d.size = (i + 1ul) * sizeof(struct disk_dirent);
	inode_store(op, dir);
	return 0;
}

int
dir_reserve(struct log_op *op, struct inode *dir, struct dir_slot *slot)
{
	int error = scan(dir, dir->free_slot, match_unused, NULL, slot);

	if (error == -ENOENT)
		error = append(op, dir, slot);
	if (error == 0)
		dir->free_slot = slot->index;
	return error;
}

static void
entry_write(struct disk_dirent *e, struct name name, uint32_t number)
{
	memset(e, 0, sizeof(*e));
	memcpy(e->name, name.text, name.length);
	e->inode = (uint16_t)number;
}

void
dir_enter(struct log_op *op, struct inode *dir, struct dir_slot *slot,
	  struct name name, uint32_t number)
{
	log_write(op, slot->b);
	entry_write(dir_entry(slot), name, number);
	dirindex_add(dir, dirindex_hash(name.text, name.length), slot->index);
	dir->free_slot = slot->index + 1;
	inode_store_modified(op, dir);
}

void
dir_remove(struct log_op *op, struct inode *dir, struct dir_slot *slot)
{
	log_write(op, slot->b);
	dirindex_remove(dir, hash_of_entry(dir_entry(slot)), slot->index);
	memset(dir_entry(slot), 0, sizeof(struct disk_dirent));
	dir->free_slot = MIN(dir->free_slot, slot->index);
	inode_store_modified(op, dir);
}

void
dir_redirect(struct log_op *op, struct inode *dir, struct dir_slot *slot,
	     uint32_t number)
{
	log_write(op, slot->b);
	dir_entry(slot)->inode = (uint16_t)number;
	inode_store_modified(op, dir);
}

int
dir_make(struct log_op *op, struct inode *dir, uint32_t parent)
{
	struct buf *b = block_make(op, dir, 0);
	struct disk_dirent *e;

	if (IS_ERR(b))
		return (int)PTR_ERR(b);
	e = b->data;
	entry_write(&e[0], (struct name){ ".", 1 }, dir->number);
	entry_write(&e[1], (struct name){ "..", 2 }, parent);
	cache_put(b);
	dir->d.size = 2 * sizeof(struct disk_dirent);
	inode_store(op, dir);
	return 0;
}

void
dir_forget(struct inode *dir)
{
	dirindex_drop(dir);
}
