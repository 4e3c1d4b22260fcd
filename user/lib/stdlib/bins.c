/*
 * Free chunks by size: one list (bin) for each size up to SMALL_MAX, four for
 * each power of two above. A bitmap finds the next bin that is not empty, so
 * a small request looks at one chunk only.
 */
#include "stdlib/heap.h"

#define SMALL_MAX   1024
#define LOG_SMALL   10                 /* of SMALL_MAX                   */
#define NSMALL      (SMALL_MAX / HEAP_ALIGN + 1)
#define SUB_BITS    2                  /* 4 bins for each power of two   */
#define NBINS       (NSMALL + ((HEAP_LOG_MAX - LOG_SMALL) << SUB_BITS))
#define MAP_BITS    64
#define NMAPS       ((NBINS + MAP_BITS - 1) / MAP_BITS)

_Static_assert(1 << LOG_SMALL == SMALL_MAX, "LOG_SMALL");

static struct chunk *bins[NBINS];
static uint64_t maps[NMAPS];           /* which bins are not empty       */

static unsigned int
bin_of(size_t size)
{
	unsigned int log;

	if (size <= SMALL_MAX)
		return (unsigned int)(size / HEAP_ALIGN);
	log = MAP_BITS - 1 - (unsigned int)__builtin_clzl(size);
	return NSMALL + ((log - LOG_SMALL) << SUB_BITS) +
	       (size >> (log - SUB_BITS) & ((1u << SUB_BITS) - 1));
}

void
__heap_insert(struct chunk *c, size_t size)
{
	unsigned int bin = bin_of(size);
	struct chunk *after = chunk_at(c, size);

	c->head = size | HEAP_PREV_USED;
	after->prev_size = size;
	after->head &= ~HEAP_PREV_USED;
	c->prev = NULL;
	c->next = bins[bin];
	if (c->next != NULL)
		c->next->prev = c;
	bins[bin] = c;
	maps[bin / MAP_BITS] |= (uint64_t)1 << bin % MAP_BITS;
}

void
__heap_remove(struct chunk *c)
{
	unsigned int bin = bin_of(size_of(c));

	if (c->next != NULL)
		c->next->prev = c->prev;
	if (c->prev != NULL)
		c->prev->next = c->next;
	else
		bins[bin] = c->next;
	if (bins[bin] == NULL)
		maps[bin / MAP_BITS] &= ~((uint64_t)1 << bin % MAP_BITS);
}

/* The first bin from `bin` on that is not empty, NBINS if none. */
static unsigned int
bin_find(unsigned int bin)
{
	unsigned int i = bin / MAP_BITS;
	uint64_t map;

	if (bin >= NBINS)
		return NBINS;
	map = maps[i] & ~(uint64_t)0 << bin % MAP_BITS;

	while (map == 0) {
		if (++i == NMAPS)
			return NBINS;
		map = maps[i];
	}
	return i * MAP_BITS + (unsigned int)__builtin_ctzl(map);
}

struct chunk *
__heap_take(size_t size)
{
	unsigned int bin = bin_of(size);
	struct chunk *c = NULL;

	if (size > SMALL_MAX) {        /* chunks of this bin may be smaller */
		c = bins[bin++];
		while (c != NULL && size_of(c) < size)
			c = c->next;
	}
	if (c == NULL) {
		bin = bin_find(bin);
		c = bin < NBINS ? bins[bin] : NULL;
	}
	if (c != NULL)
		__heap_remove(c);
	return c;
}
