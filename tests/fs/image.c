/*
 * Making and checking disk images: see image.h.
 *
 * The check walks every inode: each block it holds is in range, held once,
 * and marked in the bitmap, and no other is; each name leads to an inode in
 * use; link counts and parents agree; nothing is unreachable.
 */
#include "abi/disk.h"
#include "host.h"
#include "image.h"
#include "lib/string.h"

#define INODES_MAX 65536u

static const char *base;
static const struct disk_super *super;
static unsigned nfaults;

static struct {
	uint32_t names;          /* entries that are not . or .. */
	uint32_t subdirs;
	uint32_t dotdot;         /* of a directory               */
	uint32_t parent;         /* where its name is            */
} seen[INODES_MAX];
static uint8_t *used;            /* by block */

static const void *
block_at(uint32_t block)
{
	return base + (size_t)block * DISK_BLOCK_SIZE;
}

#define FAULT(...) \
	do { \
		if (nfaults++ < 20) { \
			host_print("check: "); \
			host_print(__VA_ARGS__); \
			host_print("\n"); \
		} \
	} while (0)

/*
 * Making
 */

static void
bitmap_set(char *image, const struct disk_super *s, uint32_t block)
{
	image[(size_t)s->bitmap_start * DISK_BLOCK_SIZE + block / 8] |=
		(char)(1 << block % 8);
}

static void
root_make(char *image, const struct disk_super *s)
{
	struct disk_inode *root = (struct disk_inode *)
		(image + (size_t)s->inode_start * DISK_BLOCK_SIZE) +
		DISK_ROOT_INODE;
	struct disk_dirent *e = (struct disk_dirent *)
		(image + (size_t)s->data_start * DISK_BLOCK_SIZE);

	*root = (struct disk_inode){ .type = DISK_DIR, .nlink = 2,
		.size = 2 * sizeof(*e), .nblocks = 1,
		.direct = { s->data_start } };
	e[0] = (struct disk_dirent){ DISK_ROOT_INODE, "." };
	e[1] = (struct disk_dirent){ DISK_ROOT_INODE, ".." };
}

void *
image_make(struct image_size size)
{
	char *image = host_memory(NULL, (size_t)size.nblocks * DISK_BLOCK_SIZE,
				  true);
	struct disk_super *s = (struct disk_super *)image;

	*s = (struct disk_super){
		.magic = DISK_MAGIC, .version = DISK_VERSION,
		.nblocks = size.nblocks, .ninodes = size.ninodes,
		.log_start = 1, .log_blocks = size.log_blocks };
	s->inode_start = s->log_start + 2 * (s->log_blocks + 1);
	s->bitmap_start = s->inode_start +
		(uint32_t)DIV_UP(s->ninodes, DISK_INODES_PER_BLOCK);
	s->data_start = s->bitmap_start +
		DIV_UP(s->nblocks, DISK_BITS_PER_BLOCK);
	for (uint32_t i = 0; i <= s->data_start; i++)
		bitmap_set(image, s, i);
	for (uint32_t i = s->nblocks; i % DISK_BITS_PER_BLOCK != 0; i++)
		bitmap_set(image, s, i);
	root_make(image, s);
	return image;
}

void *
image_copy(const void *image)
{
	size_t size = (size_t)((const struct disk_super *)image)->nblocks *
		      DISK_BLOCK_SIZE;

	return memcpy(host_memory(NULL, size, false), image, size);
}

/*
 * Checking
 */

static const struct disk_inode *
inode_at(uint32_t n)
{
	return (const struct disk_inode *)block_at(super->inode_start) + n;
}

/* Notes that inode n holds a block; false if it is no data block. */
static bool
hold(uint32_t n, uint32_t block)
{
	if (block < super->data_start || block >= super->nblocks) {
		FAULT("inode %u: block %u out of range", n, block);
		return false;
	}
	if (used[block]++)
		FAULT("inode %u: block %u is held twice", n, block);
	return true;
}

/* Blocks held by the tree at `block`; *end becomes one more than the highest
   index of a data block that it has from `index` on. */
static uint32_t
tree_hold(uint32_t n, uint32_t block, unsigned depth, uint64_t index,
	  uint64_t *end)
{
	uint64_t span = depth == 2 ? DISK_PER_BLOCK : 1;
	const uint32_t *entries;
	uint32_t held = 1;

	if (block == 0 || !hold(n, block))
		return 0;
	if (depth == 0) {
		*end = index + 1;
		return 1;
	}
	entries = block_at(block);
	for (unsigned i = 0; i < DISK_PER_BLOCK; i++)
		held += tree_hold(n, entries[i], depth - 1, index + i * span,
				  end);
	return held;
}

static uint32_t
find_block(const struct disk_inode *d, uint64_t index)
{
	const uint32_t *table;

	if (index < DISK_NDIRECT)
		return d->direct[index];
	index -= DISK_NDIRECT;
	if (index < DISK_PER_BLOCK)
		return d->indirect == 0 ? 0 :
		       ((const uint32_t *)block_at(d->indirect))[index];
	index -= DISK_PER_BLOCK;
	if (d->double_indirect == 0)
		return 0;
	table = block_at(d->double_indirect);
	table = table[index / DISK_PER_BLOCK] == 0 ? NULL :
		block_at(table[index / DISK_PER_BLOCK]);
	return table == NULL ? 0 : table[index % DISK_PER_BLOCK];
}

static void
check_tail(uint32_t n, const struct disk_inode *d)
{
	size_t start = d->size % DISK_BLOCK_SIZE;
	uint32_t block = find_block(d, d->size / DISK_BLOCK_SIZE);
	const char *data = block_at(block);

	if (start == 0 || block == 0)
		return;
	for (size_t i = start; i < DISK_BLOCK_SIZE; i++)
		if (data[i] != 0) {
			FAULT("inode %u: not zero past its end", n);
			return;
		}
}

static void
check_blocks(uint32_t n, const struct disk_inode *d)
{
	uint64_t end = 0, index = DISK_NDIRECT;
	uint32_t held = 0;

	for (unsigned i = 0; i < DISK_NDIRECT; i++)
		held += tree_hold(n, d->direct[i], 0, i, &end);
	held += tree_hold(n, d->indirect, 1, index, &end);
	index += DISK_PER_BLOCK;
	held += tree_hold(n, d->double_indirect, 2, index, &end);
	if (held != d->nblocks)
		FAULT("inode %u: holds %u blocks, says %u", n, held,
		      d->nblocks);
	if (end > DIV_UP(d->size, DISK_BLOCK_SIZE))
		FAULT("inode %u: block %lu past its end", n, end - 1);
	check_tail(n, d);
}

static void
check_entry(uint32_t dir, const struct disk_dirent *e, uint32_t index)
{
	uint32_t n = e->inode;
	const struct disk_inode *d = inode_at(n);

	if (n >= super->ninodes || d->type == DISK_FREE) {
		FAULT("directory %u: %.62s is no inode", dir, e->name);
	} else if (index == 0) {
		if (n != dir || strncmp(e->name, ".", 2) != 0)
			FAULT("directory %u: bad .", dir);
	} else if (index == 1) {
		seen[dir].dotdot = n;
		if (strncmp(e->name, "..", 3) != 0)
			FAULT("directory %u: bad ..", dir);
	} else {
		seen[n].names++;
		seen[n].parent = dir;
		seen[dir].subdirs += d->type == DISK_DIR;
	}
}

/* Names are compared each with each: test directories are small. */
static void
check_unique(uint32_t dir, const struct disk_dirent **names, uint32_t n)
{
	for (uint32_t i = 0; n < 1000 && i < n; i++)
		for (uint32_t j = 0; j < i; j++)
			if (memcmp(names[i]->name, names[j]->name,
				   DISK_NAME_MAX) == 0)
				FAULT("directory %u: %.62s twice", dir,
				      names[i]->name);
}

static void
check_dir(uint32_t n, const struct disk_inode *d)
{
	static const struct disk_dirent *names[INODES_MAX];
	uint32_t nentries = (uint32_t)(d->size / sizeof(struct disk_dirent));
	uint32_t per_block = DISK_BLOCK_SIZE / sizeof(struct disk_dirent);
	uint32_t nnames = 0;

	if (nentries < 2)
		FAULT("directory %u: has no .", n);
	for (uint32_t i = 0; i < nentries; i++) {
		uint32_t block = find_block(d, i / per_block);
		const struct disk_dirent *e = block_at(block);

		if (block == 0 || e[i % per_block].inode == 0)
			continue;
		check_entry(n, &e[i % per_block], i);
		names[nnames++] = &e[i % per_block];
	}
	check_unique(n, names, nnames);
}

static void
check_links(uint32_t n, const struct disk_inode *d)
{
	uint32_t links = seen[n].names;

	if (d->type == DISK_DIR) {
		if (n == DISK_ROOT_INODE) {
			links = 1;
			seen[n].parent = n;
		} else if (links > 1) {
			FAULT("directory %u: has %u names", n, links);
		}
		if (seen[n].dotdot != seen[n].parent)
			FAULT("directory %u: .. is %u, not %u", n,
			      seen[n].dotdot, seen[n].parent);
		links += 1 + seen[n].subdirs;
	}
	if (links != d->nlink || (links == 0 && super->norphans == 0))
		FAULT("inode %u: %u links, says %u", n, links, d->nlink);
}

/* Follows parents to the root. */
static void
check_reached(uint32_t n)
{
	uint32_t at = n, steps = 0;

	while (at != DISK_ROOT_INODE && steps++ < super->ninodes)
		at = seen[at].parent;
	if (at != DISK_ROOT_INODE)
		FAULT("inode %u cannot be reached", n);
}

static void
check_bitmap(void)
{
	const uint8_t *bits = block_at(super->bitmap_start);

	for (uint32_t i = 0; i < super->nblocks; i++) {
		bool is_set = bits[i / 8] >> i % 8 & 1;
		bool is_used = i < super->data_start || used[i] > 0;

		if (is_set != is_used)
			FAULT("block %u: in use %d, bitmap %d", i, is_used,
			      is_set);
	}
}

static void
for_each_inode(void (*fn)(uint32_t n, const struct disk_inode *d))
{
	for (uint32_t n = 1; n < super->ninodes; n++)
		if (inode_at(n)->type != DISK_FREE)
			fn(n, inode_at(n));
}

static void
check_if_dir(uint32_t n, const struct disk_inode *d)
{
	if (d->type == DISK_DIR && d->nlink > 0)
		check_dir(n, d);
}

static void
check_whole(uint32_t n, const struct disk_inode *d)
{
	check_links(n, d);
	if (d->nlink > 0)
		check_reached(n);
}

unsigned
image_check(const void *image)
{
	uint32_t norphans = 0;

	base = image;
	super = image;
	nfaults = 0;
	memset(seen, 0, sizeof(seen));
	used = host_memory(NULL, super->nblocks, false);
	for_each_inode(check_blocks);
	for_each_inode(check_if_dir);
	for_each_inode(check_whole);
	for (uint32_t n = 1; n < super->ninodes; n++)
		norphans += inode_at(n)->type != DISK_FREE &&
			    inode_at(n)->nlink == 0;
	if (norphans != super->norphans)
		FAULT("%u orphans, superblock says %u", norphans,
		      super->norphans);
	check_bitmap();
	return nfaults;
}
