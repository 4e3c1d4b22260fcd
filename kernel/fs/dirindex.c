/*
 * Directory indexes: see dirindex.h.
 *
 * An index is an open-addressing table of 32-bit cells, spread over page
 * frames. A cell has the number of an entry and some more bits of its hash,
 * so that few wrong entries are looked at.
 *
 * Invariant: every used entry of the directory has exactly one cell. The
 * frames are counted as reclaimable.
 * Locks: the directory's mutex for its index; list_lock for the list of all
 * indexes. The reclaimer takes the mutex only if it is free.
 */
#include "fs/dirindex.h"
#include "lib/panic.h"
#include "mm/page.h"

#define CELLS_PER_FRAME (PAGE_SIZE / sizeof(uint32_t))
#define CELL_EMPTY      0u
#define CELL_REMOVED    1u
#define TAG_BITS        12
#define TAG_MASK        ((1u << TAG_BITS) - 1)
#define ENTRIES_MAX     ((1u << (32 - TAG_BITS)) - 1)
#define FRAMES_MAX      ((PAGE_SIZE - sizeof(struct dir_index)) / \
			 sizeof(uint32_t *))
#define SPARSENESS      4     /* cells for each entry of a new index      */
#define FULL_NUM        3     /* too full: 3/4 of the cells are not empty */
#define FULL_DEN        4

/* In a frame of its own. */
struct dir_index {
	struct list link;        /* list_lock                        */
	struct inode *dir;
	uint32_t mask;           /* cells - 1                        */
	uint32_t nused;          /* cells that are not empty         */
	uint32_t nframes;
	uint32_t *frames[];
};

static struct list indexes = LIST_INIT(indexes);
static struct spinlock list_lock = SPINLOCK_INIT(RANK_INODE_TABLE, "dirindex");

/* FNV-1a; the upper half is folded in, as the lower one chooses the cell. */
uint32_t
dirindex_hash(const char *name, size_t length)
{
	const uint32_t prime = 16777619u;
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (uint8_t)name[i]) * prime;
	return hash ^ hash >> 16;
}

static uint32_t *
cell_at(const struct dir_index *x, uint32_t i)
{
	i &= x->mask;
	return &x->frames[i / CELLS_PER_FRAME][i % CELLS_PER_FRAME];
}

static uint32_t
cell_value(uint32_t hash, uint32_t entry)
{
	return (entry + 1) << TAG_BITS | hash >> (32 - TAG_BITS);
}

/* Frees the index's frames: how many. */
static size_t
index_free(struct dir_index *x)
{
	size_t n = x->nframes + 1;

	page_reclaimable_add(-(long)n);
	for (uint32_t i = 0; i < x->nframes; i++)
		page_unref(x->frames[i]);
	page_unref(x);
	return n;
}

static size_t
index_remove_locked(struct dir_index *x)
{
	list_remove(&x->link);
	x->dir->index = NULL;
	return index_free(x);
}

static size_t
dirindex_reclaim(size_t want)
{
	struct dir_index *x, *after;
	size_t got = 0;

	spin_lock(&list_lock);
	LIST_FOR_EACH_SAFE(x, after, &indexes, link) {
		struct mutex *lock = &x->dir->lock;

		if (got >= want)
			break;
		if (!mutex_try_lock(lock))
			continue;
		got += index_remove_locked(x);
		mutex_unlock(lock);
	}
	spin_unlock(&list_lock);
	return got;
}

void
dirindex_drop(struct inode *dir)
{
	if (dir->index == NULL)
		return;
	spin_lock(&list_lock);
	if (dir->index != NULL)
		index_remove_locked(dir->index);
	spin_unlock(&list_lock);
}

static struct dir_index *
index_new(struct inode *dir, uint32_t nframes)
{
	struct dir_index *x = page_alloc();

	if (x == NULL)
		return NULL;
	*x = (struct dir_index){
		.dir = dir, .mask = nframes * CELLS_PER_FRAME - 1 };
	while (x->nframes < nframes) {
		x->frames[x->nframes] = page_alloc_zero();
		if (x->frames[x->nframes] == NULL) {
			page_reclaimable_add((long)x->nframes + 1);
			index_free(x);
			return NULL;
		}
		x->nframes++;
	}
	page_reclaimable_add((long)nframes + 1);
	return x;
}

void
dirindex_init(void)
{
	static struct page_reclaimer reclaimer = { .reclaim = dirindex_reclaim };

	page_reclaimer_add(&reclaimer);
}

bool
dirindex_begin(struct inode *dir, uint32_t nentries)
{
	uint32_t nframes = 1;
	struct dir_index *x;

	dirindex_drop(dir);
	while (nframes * CELLS_PER_FRAME / SPARSENESS < nentries)
		nframes *= 2;
	if (nentries > ENTRIES_MAX || nframes > FRAMES_MAX)
		return false;
	x = index_new(dir, nframes);
	if (x == NULL)
		return false;
	spin_lock(&list_lock);
	list_push_back(&indexes, &x->link);
	dir->index = x;
	spin_unlock(&list_lock);
	return true;
}

void
dirindex_add(struct inode *dir, uint32_t hash, uint32_t entry)
{
	struct dir_index *x = dir->index;
	uint32_t i = hash;

	if (x == NULL)
		return;
	if (x->nused >= x->mask / FULL_DEN * FULL_NUM || entry >= ENTRIES_MAX) {
		dirindex_drop(dir);
		return;
	}
	while (*cell_at(x, i) > CELL_REMOVED)
		i++;
	if (*cell_at(x, i) == CELL_EMPTY)
		x->nused++;
	*cell_at(x, i) = cell_value(hash, entry);
}

void
dirindex_remove(struct inode *dir, uint32_t hash, uint32_t entry)
{
	struct dir_index *x = dir->index;
	uint32_t i = hash;

	if (x == NULL)
		return;
	while (*cell_at(x, i) != cell_value(hash, entry)) {
		ASSERT(*cell_at(x, i) != CELL_EMPTY);
		i++;
	}
	*cell_at(x, i) = CELL_REMOVED;
}

uint32_t
dirindex_next(const struct inode *dir, uint32_t hash, uint32_t *probe)
{
	const struct dir_index *x = dir->index;

	for (;;) {
		uint32_t cell = *cell_at(x, hash + *probe);

		if (cell == CELL_EMPTY)
			return DIRINDEX_NONE;
		++*probe;
		if (cell > CELL_REMOVED &&
		    ((cell ^ hash >> (32 - TAG_BITS)) & TAG_MASK) == 0)
			return (cell >> TAG_BITS) - 1;
	}
}
