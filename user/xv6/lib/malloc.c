/*
 * malloc and free: the free blocks on one list in the order of their
 * addresses, so that neighbours are joined as one is freed. The first that is
 * large enough is taken. The heap only grows; a program may call sbrk() too,
 * then what malloc gets next is no neighbour.
 */
#include "user/user.h"

#define UNIT      sizeof(struct block)
#define SMALL_MAX  4096            /* less comes in pieces of MORE */
#define MORE       (64 * 1024)
#define MALLOC_MAX 0x7fff0000u     /* sbrk() takes an int */

struct block {
	uint64 size;           /* in bytes, this header included */
	struct block *next;    /* when free: the next free one   */
};

static struct block *first;

static struct block *
behind(struct block *b)
{
	return (struct block *)((char *)b + b->size);
}

/* Makes one of two free neighbours, if they are. */
static void
join(struct block *low, struct block *high)
{
	if (low == 0 || high == 0 || behind(low) != high)
		return;
	low->size += high->size;
	low->next = high->next;
}

void
free(void *p)
{
	struct block *b = (struct block *)p - 1, *before = 0, *after = first;

	if (p == 0)
		return;
	while (after != 0 && after < b) {
		before = after;
		after = after->next;
	}
	b->next = after;
	if (before != 0)
		before->next = b;
	else
		first = b;
	join(b, after);
	join(before, b);
}

/* Takes `size` bytes from the end of *at, or all of it. */
static struct block *
take(struct block **at, uint64 size)
{
	struct block *b = *at, *end;

	if (b->size == size) {
		*at = b->next;
		return b;
	}
	b->size -= size;
	end = behind(b);
	end->size = size;
	return end;
}

/* More from the kernel, as a free block; 0: there is none. */
static int
grow(uint64 size)
{
	uint64 rest = (uint64)sbrk(0) % UNIT;
	struct block *b;

	if (rest != 0 && sbrk((int)(UNIT - rest)) == SBRK_ERROR)
		return 0;
	b = (struct block *)sbrk((int)size);
	if ((char *)b == SBRK_ERROR)
		return 0;
	b->size = size;
	free(b + 1);
	return 1;
}

void *
malloc(uint n)
{
	uint64 size = ((uint64)n + UNIT - 1) / UNIT * UNIT + UNIT;

	if (n > MALLOC_MAX)
		return 0;
	do {
		for (struct block **at = &first; *at != 0; at = &(*at)->next)
			if ((*at)->size >= size)
				return take(at, size) + 1;
	} while ((size < SMALL_MAX && grow(MORE)) || grow(size));
	return 0;
}
