/*
 * What of a file is data and what is a hole.
 *
 * Decided by contents alone, because holes get lost when a tree is copied,
 * and the image must not depend on that: HOLE_MIN adjacent blocks of zeros
 * become a hole, fewer are written out, so that a file of a few zeros can be
 * overwritten later without a need for free blocks. The host's own holes only
 * save the reading.
 */
#include "host.h"

#include <fcntl.h>
#include <unistd.h>

#include "die.h"
#include "rawfile.h"
#include "tree.h"

#define HOLE_MIN    16
#define READ_BLOCKS 64

uint64_t
node_span(const struct node *n)
{
	return raw_div_up(n->size, DISK_BLOCK_SIZE);
}

static bool
is_zero(const uint8_t *p, size_t size)
{
	return p[0] == 0 && memcmp(p, p + 1, size - 1) == 0;
}

/* Blocks [first, end) hold data; a gap too small for a hole is filled up. */
static void
extent_add(struct node *n, uint64_t first, uint64_t end)
{
	struct extent *last = n->nextents ? &n->extent[n->nextents - 1] : NULL;
	uint64_t before = last ? last->first + last->count : 0;

	if (first - before < HOLE_MIN)
		first = before;
	if (last && first == before) {
		last->count = end - last->first;
		return;
	}
	n->extent = must_grow(n->extent, n->nextents, sizeof(n->extent[0]));
	n->extent[n->nextents++] = (struct extent){ first, end - first };
}

/* The first block at or after `block` that the host may have data in. */
static uint64_t
skip_host_hole(int fd, uint64_t block, uint64_t nblocks)
{
#ifdef SEEK_DATA
	off_t at = lseek(fd, (off_t)(block * DISK_BLOCK_SIZE), SEEK_DATA);

	if (at >= 0)
		return (uint64_t)at / DISK_BLOCK_SIZE;
	if (errno == ENXIO)
		return nblocks;
#endif
	(void)fd;
	(void)nblocks;
	return block;
}

/* Looks at blocks from `first` on; the first block not looked at. */
static uint64_t
chunk_scan(struct node *n, int fd, uint64_t first)
{
	static uint8_t chunk[READ_BLOCKS * DISK_BLOCK_SIZE];
	uint64_t at = first * DISK_BLOCK_SIZE;
	size_t size = sizeof(chunk);
	bool data = false;

	if (size > n->size - at)
		size = (size_t)(n->size - at);
	if (raw_read_all(fd, chunk, size, at) != 0)
		die("cannot read %s: %s", n->host,
		    errno ? strerror(errno) : "it became shorter meanwhile");
	for (size_t i = 0; i < size; i += DISK_BLOCK_SIZE) {
		size_t rest = size - i;
		uint64_t block = first + i / DISK_BLOCK_SIZE;

		if (rest > DISK_BLOCK_SIZE)
			rest = DISK_BLOCK_SIZE;
		data = !is_zero(chunk + i, rest);
		if (data)
			extent_add(n, block, block + 1);
	}
	first += raw_div_up(size, DISK_BLOCK_SIZE);
	return data ? first : skip_host_hole(fd, first, node_span(n));
}

void
extent_scan(struct node *n)
{
	int fd = open(n->host, O_RDONLY);
	uint64_t nblocks = node_span(n), end = 0;

	if (fd < 0)
		die("cannot read %s: %s", n->host, strerror(errno));
	for (uint64_t block = 0; block < nblocks; )
		block = chunk_scan(n, fd, block);
	close(fd);
	if (n->nextents > 0) {
		const struct extent *last = &n->extent[n->nextents - 1];

		end = last->first + last->count;
	}
	if (end < nblocks && nblocks - end < HOLE_MIN)
		extent_add(n, nblocks, nblocks);
}

/*
 * Data blocks of [first, end), and the level-1 tables that name them. Tables
 * are counted when the walk enters them; *seen is the last one entered.
 */
static uint64_t
range_blocks(uint64_t first, uint64_t end, uint64_t *seen)
{
	uint64_t direct = DISK_NDIRECT, blocks = end - first, t, last;

	if (end <= direct)
		return blocks;
	t = first < direct ? 0 : (first - direct) / DISK_PER_BLOCK;
	last = (end - 1 - direct) / DISK_PER_BLOCK;
	if (*seen != UINT64_MAX && *seen == t)
		t++;
	*seen = last;
	return blocks + (last + 1 - t);
}

uint64_t
extent_blocks(const struct node *n)
{
	uint64_t blocks = 0, seen = UINT64_MAX;

	for (size_t i = 0; i < n->nextents; i++) {
		const struct extent *e = &n->extent[i];

		blocks += range_blocks(e->first, e->first + e->count, &seen);
	}
	/* Table 0 hangs in the inode, all others in the double one. */
	return blocks + (seen != UINT64_MAX && seen > 0);
}
