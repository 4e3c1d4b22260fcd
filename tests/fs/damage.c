/*
 * Damage to disk images: see damage.h.
 */
#include "damage.h"
#include "host.h"
#include "lib/string.h"
#include "mm/page.h"

#define PLACES_MAX 6
#define LISTED_MAX 4096

static void *
block_at(void *image, uint32_t block)
{
	return (char *)image + (size_t)block * DISK_BLOCK_SIZE;
}

static struct disk_inode *
inode_at(void *image, const struct damage_map *map, uint32_t number)
{
	return (struct disk_inode *)block_at(image, map->super.inode_start) +
	       number;
}

/*
 * The map
 */

static void
list(uint32_t *to, uint32_t *n, uint32_t what)
{
	if (what != 0 && *n < LISTED_MAX)
		to[(*n)++] = what;
}

static void
list_tables(struct damage_map *map, void *image, const struct disk_inode *d)
{
	const uint32_t *entries = block_at(image, d->double_indirect);

	list(map->tables, &map->ntables, d->indirect);
	list(map->tables, &map->ntables, d->double_indirect);
	for (unsigned i = 0; d->double_indirect && i < DISK_PER_BLOCK; i++)
		list(map->tables, &map->ntables, entries[i]);
}

struct damage_map
damage_map(const void *image)
{
	struct damage_map map = { .super = *(const struct disk_super *)image };
	size_t size = LISTED_MAX * sizeof(uint32_t);

	map.inodes = host_memory(NULL, size, false);
	map.dirs = host_memory(NULL, size, false);
	map.tables = host_memory(NULL, size, false);
	for (uint32_t i = 1; i < map.super.ninodes; i++) {
		struct disk_inode *d = inode_at((void *)image, &map, i);

		if (d->type == DISK_FREE)
			continue;
		list(map.inodes, &map.ninodes, i);
		for (unsigned k = 0; d->type == DISK_DIR && k < DISK_NDIRECT;
		     k++)
			list(map.dirs, &map.ndirs, d->direct[k]);
		list_tables(&map, (void *)image, d);
	}
	return map;
}

/*
 * What is written
 */

/* A number that something may trip over. */
static uint32_t
number(const struct damage_map *map)
{
	const uint32_t some[] = {
		0, 1, 2, 3, 7, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff,
		0x80000000, UINT32_MAX, UINT32_MAX - 1, map->super.nblocks,
		map->super.nblocks - 1, map->super.data_start,
		map->super.data_start + 1, map->super.inode_start,
		map->super.bitmap_start, map->super.ninodes,
		map->super.ninodes - 1, map->super.log_start,
		map->dirs[host_random(map->ndirs)],
		map->tables[host_random(map->ntables)],
		map->inodes[host_random(map->ninodes)],
		(uint32_t)host_random(map->super.nblocks),
		(uint32_t)host_random(map->super.ninodes),
		(uint32_t)host_random(UINT32_MAX),
	};

	return some[host_random(ARRAY_SIZE(some))];
}

static void
damage_super(void *image, const struct damage_map *map)
{
	uint32_t *fields = image;

	fields[host_random(sizeof(map->super) / 4)] = number(map);
}

static void
damage_inode(void *image, const struct damage_map *map)
{
	struct disk_inode *d = inode_at(image, map, host_random(8) > 0 ?
		map->inodes[host_random(map->ninodes)] :
		(uint32_t)host_random(map->super.ninodes));
	uint32_t n = number(map);

	switch (host_random(9)) {
	case 0:
		d->type = (uint16_t)host_random(6);
		break;
	case 1:
		d->nlink = (uint16_t)n;
		break;
	case 2:
		d->major = (uint16_t)n;
		break;
	case 3:
		d->size = host_random(2) ? n : (uint64_t)n << host_random(33);
		break;
	case 4:
		d->nblocks = n;
		break;
	case 5:
	case 6:
		d->direct[host_random(DISK_NDIRECT)] = n;
		break;
	case 7:
		d->indirect = n;
		break;
	case 8:
		d->double_indirect = n;
		break;
	}
}

static void
damage_dir(void *image, const struct damage_map *map)
{
	static const char names[][8] = {
		"", ".", "..", "/", "a/b", "\xff\xfe", "same",
	};
	struct disk_dirent *e = block_at(image,
		map->dirs[host_random(map->ndirs)]);
	unsigned long per_block = DISK_BLOCK_SIZE / sizeof(*e);

	e += host_random(3) == 0 ? host_random(3) : host_random(per_block);
	switch (host_random(4)) {
	case 0:
	case 1:
		e->inode = (uint16_t)number(map);
		break;
	case 2:
		memcpy(e->name, names[host_random(ARRAY_SIZE(names))],
		       sizeof(names[0]));
		break;
	case 3:
		memset(e->name, 'x', sizeof(e->name));
		break;
	}
}

static void
damage_table(void *image, const struct damage_map *map)
{
	uint32_t *entries = block_at(image,
		map->tables[host_random(map->ntables)]);

	entries[host_random(4) == 0 ? host_random(DISK_PER_BLOCK) :
		host_random(8)] = number(map);
}

static void
damage_bitmap(void *image, const struct damage_map *map)
{
	uint8_t *bits = block_at(image, map->super.bitmap_start);

	bits[host_random(map->super.nblocks / 8)] = (uint8_t)host_random(256);
}

static void
damage_log(void *image, const struct damage_map *map)
{
	uint32_t half = (uint32_t)host_random(2);
	struct disk_log_header *h = block_at(image, map->super.log_start +
		half * (map->super.log_blocks + 1));
	uint32_t *image_words = (uint32_t *)(h + 1);

	switch (host_random(5)) {
	case 0:
		h->sequence = host_random(2) ? UINT64_MAX - host_random(3) :
			      h->sequence + host_random(4);
		break;
	case 1:
		h->count = number(map);
		break;
	case 2:
	case 3:
		h->home[host_random(8)] = number(map);
		break;
	case 4:
		image_words = (uint32_t *)h + DISK_BLOCK_SIZE / 4;
		image_words[host_random(8 * DISK_BLOCK_SIZE / 4)] = number(map);
		break;
	}
}

/* Bytes in any block that is not a file's, or such a block as a whole. */
static void
damage_any(void *image, const struct damage_map *map)
{
	uint32_t n = map->super.data_start + 1, block;
	char *to;

	block = (uint32_t)host_random(n + map->ndirs);
	block = block < n ? block : map->dirs[block - n];
	to = block_at(image, block);
	if (host_random(8) == 0)
		memcpy(to, block_at(image, (uint32_t)host_random(
			map->super.nblocks)), DISK_BLOCK_SIZE);
	else
		to[host_random(DISK_BLOCK_SIZE)] = (char)host_random(256);
}

void
damage_seal_log(void *image, const struct damage_map *map)
{
	for (uint32_t half = 0; half < 2; half++) {
		struct disk_log_header *h = block_at(image,
			map->super.log_start +
			half * (map->super.log_blocks + 1));

		h->checksum = disk_log_checksum(h);
	}
}

void
damage(void *image, const struct damage_map *map)
{
	static void (*const kinds[])(void *image, const struct damage_map *) = {
		damage_super, damage_inode, damage_inode, damage_inode,
		damage_dir, damage_dir, damage_table, damage_bitmap,
		damage_log, damage_any, damage_any,
	};

	for (unsigned long n = 1 + host_random(PLACES_MAX); n > 0; n--)
		kinds[host_random(ARRAY_SIZE(kinds))](image, map);
	if (host_random(4) > 0)
		damage_seal_log(image, map);
}
