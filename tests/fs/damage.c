/*
 * Damaging disk images: see damage.h.
 *
 * A random damage is one of a few kinds, each a field of the format set to a
 * value that is likely to hurt. The log's checksum is made right again, or
 * damage of the log would end at the checksum.
 */
#include "damage.h"
#include "host.h"
#include "lib/string.h"

#define DAMAGES_MAX 4
#define BYTES_MAX   32
#define TRIES       64
#define PER_BLOCK   (DISK_BLOCK_SIZE / sizeof(struct disk_dirent))

static char *base;
static struct disk_super super;  /* as it was before any damage */

void *
damage_block(void *image, uint32_t block)
{
	return (char *)image + (size_t)block * DISK_BLOCK_SIZE;
}

struct disk_inode *
damage_inode(void *image, uint32_t number)
{
	const struct disk_super *s = image;

	return (struct disk_inode *)damage_block(image, s->inode_start) +
	       number;
}

struct disk_dirent *
damage_entry(void *image, uint32_t dir, uint32_t index)
{
	const struct disk_inode *d = damage_inode(image, dir);

	return (struct disk_dirent *)
	       damage_block(image, d->direct[index / PER_BLOCK]) +
	       index % PER_BLOCK;
}

static struct disk_dirent *
entry_named(void *image, uint32_t dir, const char *name, size_t length)
{
	struct disk_dirent *e;
	uint32_t i = 0;

	do
		e = damage_entry(image, dir, i++);
	while (e->inode == 0 || strncmp(e->name, name, length) != 0 ||
	       e->name[length] != '\0');
	return e;
}

struct disk_dirent *
damage_find_entry(void *image, const char *path)
{
	uint32_t dir = DISK_ROOT_INODE;
	struct disk_dirent *e;
	size_t length;

	for (;; path += length + 1) {
		for (length = 0; path[length] != '\0' && path[length] != '/'; )
			length++;
		e = entry_named(image, dir, path, length);
		if (path[length] == '\0')
			return e;
		dir = e->inode;
	}
}

uint32_t
damage_find(void *image, const char *path)
{
	return damage_find_entry(image, path)->inode;
}

static struct disk_log_header *
log_half(void *image, uint32_t half)
{
	const struct disk_super *s = image;

	return damage_block(image, s->log_start + half * (s->log_blocks + 1));
}

struct disk_log_header *
damage_log(void *image)
{
	struct disk_log_header *h = log_half(image, 0);
	struct disk_log_header *other = log_half(image, 1);

	return other->sequence > h->sequence ? other : h;
}

void
damage_log_empty(void *image)
{
	for (uint32_t half = 0; half < 2; half++)
		memset(log_half(image, half), 0, DISK_BLOCK_SIZE);
}

void
damage_log_seal(struct disk_log_header *h)
{
	h->checksum = disk_log_checksum(h);
}

/*
 * Random damage. Places are found by what the superblock was at first.
 */

static void *
block_at(uint32_t block)
{
	return base + (size_t)block * DISK_BLOCK_SIZE;
}

/* A number that was `was`, one below 2^32. */
static uint32_t
bad_number(uint32_t was)
{
	const uint32_t likely[] = {
		0, 1, was + 1, was - 1, was ^ 1u << host_random(32), was * 2,
		super.inode_start, super.bitmap_start, super.data_start,
		super.nblocks - 1, super.nblocks, UINT32_MAX, INT32_MAX,
		super.ninodes, UINT16_MAX, 2,
	};
	unsigned long n = sizeof(likely) / sizeof(likely[0]);
	unsigned long i = host_random(2 * n);

	return i < n ? likely[i] : (uint32_t)host_random(super.nblocks);
}

/* The number of an inode in use, maybe only of a directory. */
static uint32_t
some_inode(bool is_dir)
{
	uint32_t number = DISK_ROOT_INODE;

	for (unsigned i = 0; i < TRIES; i++) {
		const struct disk_inode *table = block_at(super.inode_start);
		uint32_t n = (uint32_t)host_random(super.ninodes);

		if (table[n].type == DISK_FREE ||
		    (is_dir && table[n].type != DISK_DIR))
			continue;
		number = n;
		break;
	}
	return number;
}

static struct disk_inode *
inode_at(uint32_t number)
{
	return (struct disk_inode *)block_at(super.inode_start) + number;
}

static bool
is_data(uint32_t block)
{
	return block >= super.data_start && block < super.nblocks;
}

static void
damage_bytes(void)
{
	uint32_t end = host_random(2) ? super.data_start : super.nblocks;
	size_t first = (size_t)super.inode_start * DISK_BLOCK_SIZE;
	size_t room = (size_t)end * DISK_BLOCK_SIZE - first;
	size_t at = first + host_random(room - BYTES_MAX);

	for (size_t n = 1 + host_random(BYTES_MAX); n > 0; n--)
		base[at++] = (char)host_random(256);
}

static void
damage_super(void)
{
	uint32_t *word = block_at(0);

	word += host_random(sizeof(struct disk_super) / sizeof(*word));
	*word = bad_number(*word);
}

static void
damage_fields(void)
{
	struct disk_inode *d = inode_at(some_inode(host_random(2)));

	switch (host_random(6)) {
	case 0:
		d->type = (uint16_t)host_random(6);
		break;
	case 1:
		d->nlink = (uint16_t)bad_number(d->nlink);
		break;
	case 2:
		d->major = (uint16_t)bad_number(d->major);
		break;
	case 3:
		d->size = host_random(2) ? bad_number((uint32_t)d->size) :
			  1ul << host_random(64);
		break;
	case 4:
		d->size = DISK_MAX_FILE_BLOCKS * DISK_BLOCK_SIZE +
			  host_random(3) - 1;
		d->nblocks = super.nblocks;
		break;
	case 5:
		d->nblocks = bad_number(d->nblocks);
		break;
	}
}

/* A block that another inode uses, or any number. */
static uint32_t
bad_block(uint32_t was)
{
	const struct disk_inode *other = inode_at(some_inode(false));

	switch (host_random(4)) {
	case 0:
		return other->direct[host_random(DISK_NDIRECT)];
	case 1:
		return other->indirect;
	case 2:
		return other->double_indirect;
	}
	return bad_number(was);
}

static void
damage_pointer(void)
{
	struct disk_inode *d = inode_at(some_inode(host_random(2)));
	uint32_t *at = &d->direct[host_random(DISK_NDIRECT / 4)];
	uint32_t *roots[] = { at, &d->indirect, &d->double_indirect };

	at = roots[host_random(3)];
	/* Perhaps down to an entry of a table. */
	while (at != roots[0] && is_data(*at) && host_random(3) > 0)
		at = (uint32_t *)block_at(*at) + host_random(16);
	*at = bad_block(*at);
}

static struct disk_dirent *
some_entry(void)
{
	const struct disk_inode *d = inode_at(some_inode(true));
	uint32_t block = d->direct[host_random(2)];
	uint32_t n = host_random(2) ? 4 : PER_BLOCK;

	if (!is_data(block))
		block = super.data_start;
	return (struct disk_dirent *)block_at(block) + host_random(n);
}

static void
damage_name(struct disk_dirent *e)
{
	static const char *const names[] = {
		"", ".", "..", "/", "a/b", "dir", "sub", "\xff",
	};
	const char *name = names[host_random(8)];

	switch (host_random(3)) {
	case 0:
		memset(e->name, 'x', DISK_NAME_MAX);
		break;
	case 1:
		memset(e->name, 0, DISK_NAME_MAX);
		memcpy(e->name, name, strnlen(name, DISK_NAME_MAX));
		break;
	case 2:
		memcpy(e->name, some_entry()->name, DISK_NAME_MAX);
		break;
	}
}

static void
damage_dir(void)
{
	struct disk_dirent *e = some_entry();

	switch (host_random(4)) {
	case 0:
		e->inode = (uint16_t)bad_number(e->inode);
		break;
	case 1:
		e->inode = (uint16_t)some_inode(true);
		break;
	case 2:
		e->inode = (uint16_t)some_inode(false);
		break;
	case 3:
		damage_name(e);
		break;
	}
}

static void
damage_bitmap(void)
{
	uint8_t *bytes = block_at(super.bitmap_start);
	size_t at = host_random((super.nblocks + 7) / 8);

	if (host_random(2))
		bytes[at] ^= (uint8_t)(1 << host_random(8));
	else
		memset(bytes, host_random(2) ? 0xff : 0, at);
}

static void
damage_logged(void)
{
	struct disk_log_header *h = block_at(super.log_start +
		(uint32_t)host_random(2) * (super.log_blocks + 1));
	uint32_t n = h->count % DISK_LOG_MAX, i = 0, *word;

	if (n > 0)
		i = (uint32_t)host_random(n);
	word = (uint32_t *)((char *)h + (i + 1ul) * DISK_BLOCK_SIZE);
	switch (host_random(5)) {
	case 0:
		h->sequence = host_random(2) ? bad_number(0) :
			      UINT64_MAX - host_random(4);
		break;
	case 1:
		h->count = bad_number(h->count);
		break;
	case 2:
		h->home[i] = bad_number(h->home[i]);
		break;
	case 3:                  /* this image becomes the superblock's */
		h->home[i] = 0;
		memcpy(word, &super, sizeof(super));
		word[host_random(sizeof(super) / sizeof(*word))] =
			bad_number(0);
		break;
	case 4:
		word[host_random(DISK_PER_BLOCK)] = bad_number(0);
		break;
	}
	damage_log_seal(h);
}

void
damage_random(void *image)
{
	static void (*const kinds[])(void) = {
		damage_bytes, damage_super, damage_fields, damage_fields,
		damage_pointer, damage_pointer, damage_dir, damage_dir,
		damage_bitmap, damage_logged,
	};

	base = image;
	memcpy(&super, image, sizeof(super));
	if (host_random(4) > 0)
		damage_log_empty(image);
	for (unsigned long n = 1 + host_random(DAMAGES_MAX); n > 0; n--)
		kinds[host_random(sizeof(kinds) / sizeof(kinds[0]))]();
}
