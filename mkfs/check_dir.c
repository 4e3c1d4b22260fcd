/*
 * One directory: its entries, and what they lead to.
 *
 * "." and ".." are the first two entries. An entry that cannot stay is
 * emptied; if what it led to has no other name, that is found later and ends
 * in lost+found.
 */
#include "host.h"
#include "fsck_state.h"

#define DIRENT_SIZE ((uint32_t)sizeof(struct disk_dirent))
#define PER_BLOCK   (DISK_BLOCK_SIZE / DIRENT_SIZE)

struct scan {
	struct fsck *f;
	uint32_t dir;
	const struct dir_block *block;
	size_t nblocks;
	uint8_t *data;          /* of all blocks                        */
	bool *changed;          /* blocks to be written                 */
	uint32_t *slot;         /* numbers of the entries in use        */
	size_t nslots;
};

/* A name that can be printed, whatever it holds. */
struct shown_name {
	char s[DISK_NAME_MAX + 1];
};

static struct shown_name
show(const uint8_t *entry)
{
	struct shown_name shown;
	const char *name = raw_dirent_name(entry);
	size_t n = strnlen(name, DISK_NAME_MAX);

	for (size_t i = 0; i < n; i++) {
		bool plain = name[i] >= ' ' && name[i] <= '~';

		shown.s[i] = (char)(plain ? name[i] : '?');
	}
	shown.s[n] = '\0';
	return shown;
}

static uint8_t *
entry_at(const struct scan *s, uint32_t slot)
{
	return s->data + (size_t)slot * DIRENT_SIZE;
}

static void
entry_set(struct scan *s, uint32_t slot, uint32_t inode, const char *name)
{
	raw_dirent_put(entry_at(s, slot), inode, name);
	s->changed[slot / PER_BLOCK] = true;
}

static void
entry_clear(struct scan *s, uint32_t slot)
{
	entry_set(s, slot, 0, "");
}

/* A finding about one entry, which is then emptied. */
static void
entry_reject(struct scan *s, uint32_t slot, enum fsck_invariant invariant,
	     const char *why)
{
	const uint8_t *e = entry_at(s, slot);

	fsck_find(s->f, invariant, "directory %" PRIu32 ", entry \"%s\" for "
		  "inode %" PRIu32 ": %s", s->dir, show(e).s,
		  raw_dirent_inode(e), why);
	entry_clear(s, slot);
}

static bool
padding_good(const uint8_t *entry)
{
	const char *name = raw_dirent_name(entry);
	size_t n = strnlen(name, DISK_NAME_MAX);

	while (n < DISK_NAME_MAX && name[n] == '\0')
		n++;
	return n == DISK_NAME_MAX;
}

static void
padding_check(struct scan *s, uint32_t slot)
{
	uint8_t *e = entry_at(s, slot);
	struct shown_name name = show(e);
	char copy[DISK_NAME_MAX + 1] = "";

	if (padding_good(e))
		return;
	fsck_find(s->f, FSCK_DIR_ENTRY_NAME, "directory %" PRIu32 ", entry "
		  "\"%s\": bytes after the name's end", s->dir, name.s);
	memcpy(copy, raw_dirent_name(e), strlen(name.s));
	entry_set(s, slot, raw_dirent_inode(e), copy);
}

static void
dot_check(struct scan *s)
{
	const uint8_t *e = entry_at(s, 0);

	if (raw_dirent_is(e, ".") && raw_dirent_inode(e) == s->dir)
		return;
	fsck_find(s->f, FSCK_DIR_DOT, "directory %" PRIu32 ": its first entry "
		  "is \"%s\" for inode %" PRIu32 ", should be \".\" for "
		  "itself", s->dir, show(e).s, raw_dirent_inode(e));
	entry_set(s, 0, s->dir, ".");
}

static void
dotdot_check(struct scan *s)
{
	const uint8_t *e = entry_at(s, 1);
	uint32_t parent = s->f->inode[s->dir].parent;
	bool right = raw_dirent_inode(e) == parent || parent == PARENT_LOST;

	if (raw_dirent_is(e, "..") && right)
		return;
	fsck_find(s->f, FSCK_DIR_DOTDOT, "directory %" PRIu32 ": its second "
		  "entry is \"%s\" for inode %" PRIu32 ", should be \"..\" "
		  "for inode %" PRIu32, s->dir, show(e).s,
		  raw_dirent_inode(e), parent == PARENT_LOST ? 0 : parent);
	entry_set(s, 1, parent == PARENT_LOST ? 0 : parent, "..");
}

static void
name_check(struct scan *s, uint32_t slot)
{
	const uint8_t *e = entry_at(s, slot);
	const char *name = raw_dirent_name(e);

	if (name[0] == '\0')
		entry_reject(s, slot, FSCK_DIR_ENTRY_NAME, "empty name");
	else if (memchr(name, '/', strnlen(name, DISK_NAME_MAX)))
		entry_reject(s, slot, FSCK_DIR_ENTRY_NAME, "a / in the name");
	else if (slot > 1 &&
		 (raw_dirent_is(e, ".") || raw_dirent_is(e, "..")))
		entry_reject(s, slot, FSCK_DIR_ENTRY_NAME,
			     "a reserved name, in the wrong place");
	else
		padding_check(s, slot);
}

/* Fills s->slot with the entries whose inode is not 0. */
static void
slots_collect(struct scan *s)
{
	for (size_t i = 0; i < s->nblocks; i++) {
		uint32_t slot = (uint32_t)i * PER_BLOCK;
		uint32_t end = slot + fsck_dir_bytes(s->f, s->dir,
						     &s->block[i]) /
				      DIRENT_SIZE;

		for (; slot < end; slot++) {
			if (raw_dirent_inode(entry_at(s, slot)))
				s->slot[s->nslots++] = slot;
		}
	}
}

static _Thread_local const uint8_t *sort_data;   /* for by_name() */

static int
by_name(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	const uint8_t *ex = sort_data + (size_t)x * DIRENT_SIZE;
	const uint8_t *ey = sort_data + (size_t)y * DIRENT_SIZE;
	int order = strncmp(raw_dirent_name(ex), raw_dirent_name(ey),
			    DISK_NAME_MAX);

	return order ? order : (x > y) - (x < y);
}

/* Empties the later of two entries of one name. */
static void
duplicates_check(struct scan *s)
{
	sort_data = s->data;
	qsort(s->slot, s->nslots, sizeof(s->slot[0]), by_name);
	for (size_t i = 1, kept = 0; i < s->nslots; i++) {
		const uint8_t *e = entry_at(s, s->slot[kept]);
		const uint8_t *later = entry_at(s, s->slot[i]);

		if (!raw_dirent_inode(later))
			continue;
		if (raw_dirent_inode(e) &&
		    raw_dirent_is(later, raw_dirent_name(e)))
			entry_reject(s, s->slot[i], FSCK_DIR_ENTRY_NAME,
				     "the second of this name");
		else
			kept = i;
	}
}

static void
subdir_check(struct scan *s, uint32_t slot, uint32_t child)
{
	struct fsck *f = s->f;
	struct fsck_inode *in = &f->inode[child];

	if (child == DISK_ROOT_INODE || child == s->dir || in->cycle) {
		entry_reject(s, slot, FSCK_DIR_CYCLE,
			     "leads back to a directory above");
	} else if (in->parent) {
		entry_reject(s, slot, FSCK_DIR_LINKED_TWICE,
			     "the directory has a name elsewhere");
	} else {
		in->parent = s->dir;
		f->inode[s->dir].nsubdirs++;
		f->queue[f->queue_tail++] = child;
	}
}

static void
target_check(struct scan *s, uint32_t slot)
{
	uint32_t child = raw_dirent_inode(entry_at(s, slot));
	struct fsck *f = s->f;

	if (child >= f->super.ninodes)
		entry_reject(s, slot, FSCK_DIR_ENTRY_INODE,
			     "no such inode exists");
	else if (!fsck_inode_in_use(f, child))
		entry_reject(s, slot, FSCK_DIR_ENTRY_INODE,
			     "the inode is free");
	else if (f->inode[child].disk.type == DISK_DIR)
		subdir_check(s, slot, child);
	else if (f->inode[child].links == UINT16_MAX)
		entry_reject(s, slot, FSCK_LINK_COUNT,
			     "more links than an inode can count");
	else
		f->inode[child].links++;
}

static void
entries_check(struct scan *s)
{
	slots_collect(s);
	for (size_t i = 0; i < s->nslots; i++)
		name_check(s, s->slot[i]);
	duplicates_check(s);
	for (size_t i = 0; i < s->nslots; i++) {
		uint32_t slot = s->slot[i];

		if (slot > 1 && raw_dirent_inode(entry_at(s, slot)))
			target_check(s, slot);
	}
}

static bool
scan_alloc(struct scan *s)
{
	size_t n = s->nblocks ? s->nblocks : 1;

	s->data = malloc(n * DISK_BLOCK_SIZE);
	s->changed = calloc(n, sizeof(s->changed[0]));
	s->slot = malloc(n * PER_BLOCK * sizeof(s->slot[0]));
	if (!s->data || !s->changed || !s->slot)
		s->f->failed = true;
	return s->data && s->changed && s->slot;
}

static void
scan_free(struct scan *s)
{
	free(s->data);
	free(s->changed);
	free(s->slot);
}

static void
blocks_load(struct scan *s)
{
	for (size_t i = 0; i < s->nblocks; i++)
		fsck_read(s->f, s->block[i].block,
			  s->data + i * DISK_BLOCK_SIZE);
}

static void
blocks_store(struct scan *s)
{
	for (size_t i = 0; i < s->nblocks; i++) {
		if (s->changed[i])
			fsck_write(s->f, s->block[i].block,
				   s->data + i * DISK_BLOCK_SIZE);
	}
}

/*
 * Without a first block there are no "." and "..". If there is no room for
 * one, the directory cannot stay.
 */
static bool
first_block_check(struct scan *s)
{
	struct disk_inode *ino = &s->f->inode[s->dir].disk;

	if (s->nblocks > 0 && s->block[0].index == 0)
		return true;
	fsck_find(s->f, FSCK_DIR_DOT, "directory %" PRIu32 " has no first "
		  "block", s->dir);
	if (s->f->repair && !fsck_dir_first_block(s->f, s->dir) &&
	    s->dir != DISK_ROOT_INODE) {
		memset(ino, 0, sizeof(*ino));
		fsck_dirty(s->f, s->dir);
	}
	return false;
}

const struct dir_block *
fsck_dir_blocks(const struct fsck *f, uint32_t dir)
{
	const struct fsck_inode *in = &f->inode[dir];

	return in->ndir_blocks ? &f->dir_block[in->first_block] : NULL;
}

uint32_t
fsck_dir_bytes(const struct fsck *f, uint32_t dir, const struct dir_block *b)
{
	uint64_t size = f->inode[dir].disk.size;
	uint64_t at = (uint64_t)b->index * DISK_BLOCK_SIZE;

	if (size <= at)
		return 0;
	size -= at;
	return size < DISK_BLOCK_SIZE ? (uint32_t)size : DISK_BLOCK_SIZE;
}

void
fsck_dir_check(struct fsck *f, uint32_t dir)
{
	struct scan s = {
		.f = f, .dir = dir, .block = fsck_dir_blocks(f, dir),
		.nblocks = f->inode[dir].ndir_blocks,
	};

	if (scan_alloc(&s) && first_block_check(&s)) {
		blocks_load(&s);
		dot_check(&s);
		dotdot_check(&s);
		entries_check(&s);
		blocks_store(&s);
	}
	scan_free(&s);
}
