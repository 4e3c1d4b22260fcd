/*
 * What a repair must keep: see keep.h. Two passes: how many claim each block,
 * over all inodes in use; then down from the root.
 */
#include "../../mkfs/host.h"

#include "../../mkfs/raw.h"
#include "keep.h"

#define DOTS 2               /* entries of each directory that are no names */

struct walk {
	const uint8_t *data;
	struct disk_super s;
	uint8_t *claims;         /* of each block: 0, 1, more */
	uint8_t *is_seen;        /* directories, by number    */
	struct keep *found;
};

static const uint8_t *
block_at(const struct walk *w, uint32_t block)
{
	return w->data + (size_t)block * DISK_BLOCK_SIZE;
}

static void
inode_at(const struct walk *w, uint32_t number, struct disk_inode *ino)
{
	raw_inode_get(block_at(w, raw_inode_block(&w->s, number)) +
		      raw_inode_offset(number), ino);
}

static uint64_t
sum_add(uint64_t sum, const void *bytes, size_t n)
{
	const char *p = bytes;

	for (uint64_t word = 0; n > 0; word = 0) {
		size_t step = n < sizeof(word) ? n : sizeof(word);

		memcpy(&word, p, step);
		sum = (sum ^ word) * UINT64_C(0x100000001b3);
		p += step;
		n -= step;
	}
	return sum;
}

/*
 * The blocks of a file: calls with each pointer that is not 0, those to tables
 * (level 1, 2) before what is in them; false ends the walk below that pointer.
 */
typedef bool visit(void *ctx, uint32_t block, int level, uint64_t index);

static void
pointer_walk(const struct walk *w, uint32_t block, int level, uint64_t index,
	     visit *fn, void *ctx)
{
	uint64_t step = level == 2 ? DISK_PER_BLOCK : 1;

	if (block == 0 || !fn(ctx, block, level, index) || level == 0)
		return;
	for (uint32_t i = 0; i < DISK_PER_BLOCK; i++)
		pointer_walk(w, raw_le32(block_at(w, block) + 4 * i), level - 1,
			     index + i * step, fn, ctx);
}

static void
blocks_walk(const struct walk *w, const struct disk_inode *ino, visit *fn,
	    void *ctx)
{
	for (uint32_t i = 0; i < DISK_NDIRECT; i++)
		pointer_walk(w, ino->direct[i], 0, i, fn, ctx);
	pointer_walk(w, ino->indirect, 1, DISK_NDIRECT, fn, ctx);
	pointer_walk(w, ino->double_indirect, 2,
		     DISK_NDIRECT + (uint64_t)DISK_PER_BLOCK, fn, ctx);
}

static bool
is_in_range(const struct walk *w, uint32_t block)
{
	return block >= w->s.data_start && block < w->s.nblocks;
}

/* A table is followed for the first who claims it. */
static bool
claim(void *ctx, uint32_t block, int level, uint64_t index)
{
	struct walk *w = ctx;

	(void)level;
	(void)index;
	if (!is_in_range(w, block))
		return false;
	w->claims[block] += w->claims[block] < 2;
	return w->claims[block] == 1;
}

/* Is a file whole, and what is in it? */
struct look {
	const struct walk *w;
	uint64_t nblocks, sum, nindexes;
	bool whole;
};

static bool
look(void *ctx, uint32_t block, int level, uint64_t index)
{
	struct look *l = ctx;

	l->nblocks++;
	if (!is_in_range(l->w, block) || l->w->claims[block] != 1 ||
	    index >= l->nindexes)
		l->whole = false;
	else if (level == 0)
		l->sum = sum_add(sum_add(l->sum, &index, sizeof(index)),
				 block_at(l->w, block), DISK_BLOCK_SIZE);
	return l->whole;
}

static bool
is_whole(const struct walk *w, const struct disk_inode *ino, uint64_t *sum)
{
	struct look l = {
		.w = w, .whole = true, .sum = ino->size,
		.nindexes = raw_div_up(ino->size, DISK_BLOCK_SIZE),
	};

	if (l.nindexes > DISK_MAX_FILE_BLOCKS || ino->nlink == 0)
		return false;
	blocks_walk(w, ino, look, &l);
	*sum = l.sum;
	return l.whole && l.nblocks == ino->nblocks;
}

/* The entry of directory `ino` at `index`, or NULL past its end. */
static const uint8_t *
entry_at(const struct walk *w, const struct disk_inode *ino, uint64_t index)
{
	uint64_t at = index * sizeof(struct disk_dirent);
	uint32_t block;

	if (at >= ino->size || at / DISK_BLOCK_SIZE >= DISK_NDIRECT)
		return NULL;
	block = ino->direct[at / DISK_BLOCK_SIZE];
	return block == 0 ? NULL : block_at(w, block) + at % DISK_BLOCK_SIZE;
}

static bool
is_name(const uint8_t *entry)
{
	const char *name = raw_dirent_name(entry);
	size_t n = strnlen(name, DISK_NAME_MAX);

	for (size_t i = n; i < DISK_NAME_MAX; i++)
		if (name[i] != '\0')
			return false;
	return n > 0 && !memchr(name, '/', n) && !raw_dirent_is(entry, ".") &&
	       !raw_dirent_is(entry, "..");
}

static bool
is_once(const struct walk *w, const struct disk_inode *dir, uint64_t index)
{
	const uint8_t *mine = entry_at(w, dir, index), *e;

	for (uint64_t i = DOTS; (e = entry_at(w, dir, i)) != NULL; i++)
		if (i != index && raw_dirent_inode(e) != 0 &&
		    memcmp(raw_dirent_name(e), raw_dirent_name(mine),
			   DISK_NAME_MAX) == 0)
			return false;
	return true;
}

static void
file_keep(struct keep *k, uint64_t path, uint64_t contents)
{
	if (k->n % 64 == 0)
		k->file = realloc(k->file, (k->n + 64) * sizeof(*k->file));
	k->file[k->n++] = (struct kept){ path, contents };
}

static void
directory_walk(struct walk *w, const struct disk_inode *dir, uint64_t path)
{
	struct disk_inode ino;
	const uint8_t *e;
	uint64_t sum;

	for (uint64_t i = DOTS; (e = entry_at(w, dir, i)) != NULL; i++) {
		uint32_t number = raw_dirent_inode(e);
		uint64_t name = sum_add(path, raw_dirent_name(e),
					DISK_NAME_MAX);

		if (number <= DISK_ROOT_INODE || number >= w->s.ninodes ||
		    !is_name(e) || !is_once(w, dir, i))
			continue;
		inode_at(w, number, &ino);
		if (!is_whole(w, &ino, &sum))
			continue;
		if (ino.type == DISK_FILE)
			file_keep(w->found, name, sum);
		else if (ino.type == DISK_DIR && w->is_seen[number]++ == 0)
			directory_walk(w, &ino, name);
	}
}

/* Directories that are named twice are as if seen already. */
static void
parents_count(struct walk *w)
{
	uint8_t *named = calloc(w->s.ninodes, 1);
	struct disk_inode ino;
	const uint8_t *e;
	uint64_t sum;

	for (uint32_t n = DISK_ROOT_INODE; n < w->s.ninodes; n++) {
		inode_at(w, n, &ino);
		if (ino.type != DISK_DIR || !is_whole(w, &ino, &sum))
			continue;
		for (uint64_t i = DOTS; (e = entry_at(w, &ino, i)); i++)
			if (raw_dirent_inode(e) < w->s.ninodes &&
			    named[raw_dirent_inode(e)]++ == 1)
				w->is_seen[raw_dirent_inode(e)] = 1;
	}
	free(named);
}

static bool
is_sensible(const struct disk_super *s, uint64_t nblocks)
{
	return s->magic == DISK_MAGIC && s->nblocks <= nblocks &&
	       s->ninodes > DISK_ROOT_INODE &&
	       s->inode_start < s->nblocks && s->data_start < s->nblocks &&
	       s->inode_start + raw_inode_blocks(s) <= s->bitmap_start &&
	       s->bitmap_start < s->data_start;
}

void
keep_find(struct keep *k, const uint8_t *data, uint64_t nblocks)
{
	struct walk w = { .data = data, .found = k };
	struct disk_inode ino;
	uint64_t sum;

	*k = (struct keep){ 0 };
	raw_super_get(data, &w.s);
	if (!is_sensible(&w.s, nblocks))
		return;
	w.claims = calloc(w.s.nblocks, 1);
	w.is_seen = calloc(w.s.ninodes, 1);
	for (uint32_t n = DISK_ROOT_INODE; n < w.s.ninodes; n++) {
		inode_at(&w, n, &ino);
		/* One of a type that is none may have been a file. */
		if (ino.type != DISK_FREE && ino.type != DISK_DEVICE)
			blocks_walk(&w, &ino, claim, &w);
	}
	parents_count(&w);
	inode_at(&w, DISK_ROOT_INODE, &ino);
	if (ino.type == DISK_DIR && is_whole(&w, &ino, &sum))
		directory_walk(&w, &ino, 0);
	free(w.claims);
	free(w.is_seen);
}

bool
keep_holds(const struct keep *before, const struct keep *after)
{
	for (size_t i = 0; i < before->n; i++) {
		const struct kept *f = &before->file[i];
		size_t j = 0;

		while (j < after->n && (after->file[j].path != f->path ||
					after->file[j].contents != f->contents))
			j++;
		if (j == after->n)
			return false;
	}
	return true;
}
