/*
 * Directory indexes: see dirindex.h.
 *
 * An index is an open-addressing table of 32-bit cells, spread over page
 * frames. A cell has the number of an entry and some more bits of its hash,
 * so that few wrong entries are looked at.
 *
 * Invariant: every used entry of the directory has exactly one cell.
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
#define SPARSENESS      4     /* cells for each entry of a new index */

/* In a frame of its own. */
struct dir_index {
	uint32_t mask;           /* cells - 1                        */
	uint32_t nused;          /* cells that are not empty         */
	uint32_t nframes;
	uint32_t *frames[];
};

/* FNV-1a; the upper half is folded in, as the lower one chooses the cell. */
uint32_t
dirindex_hash(struct name name)
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

static uint32_t
cell_value(uint32_t hash, uint32_t entry)
{
	return (entry + 1) << TAG_BITS | hash >> (32 - TAG_BITS);
}

void
dirindex_drop(struct inode *dir)
{
	struct dir_index *x = dir->index;

	if (x == NULL)
		return;
	dir->index = NULL;
	while (x->nframes > 0)
		page_unref(x->frames[--x->nframes]);
	page_unref(x);
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
	x = page_alloc();
	if (x == NULL)
		return false;
	*x = (struct dir_index){ .mask = nframes * CELLS_PER_FRAME - 1 };
	dir->index = x;
	while (x->nframes < nframes) {
		x->frames[x->nframes] = page_alloc_zero();
		if (x->frames[x->nframes] == NULL) {
			dirindex_drop(dir);
			return false;
		}
		x->nframes++;
	}
	return true;
}

/* Beyond three quarters full, searching takes too long. */
void
dirindex_add(struct inode *dir, struct name name, uint32_t entry)
{
	struct dir_index *x = dir->index;
	uint32_t hash, i;

	if (x == NULL)
		return;
	if (x->nused >= x->mask - x->mask / 4 || entry >= ENTRIES_MAX) {
		dirindex_drop(dir);
		return;
	}
	for (i = hash = dirindex_hash(name); *cell_at(x, i) > CELL_REMOVED; i++)
		;
	if (*cell_at(x, i) == CELL_EMPTY)
		x->nused++;
	*cell_at(x, i) = cell_value(hash, entry);
}

void
dirindex_remove(struct inode *dir, struct name name, uint32_t entry)
{
	struct dir_index *x = dir->index;
	uint32_t hash, i;

	if (x == NULL)
		return;
	for (i = hash = dirindex_hash(name);
	     *cell_at(x, i) != cell_value(hash, entry); i++)
		ASSERT(*cell_at(x, i) != CELL_EMPTY);
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
