/*
 * Copying to and from scattered kernel memory: see segment.h.
 *
 * Locks: none; the segments belong to one thread.
 */
#include "arch/riscv.h"
#include "lib/panic.h"
#include "lib/segment.h"
#include "lib/string.h"

/* Consumes n adjacent bytes and tells where they are. */
static char *
advance(struct segments *s, size_t n)
{
	char *start = s->at;

	s->at += n;
	s->here -= n;
	s->size -= n;
	return start;
}

/* Moves bytes of more than one piece, or zeros. Apart, as it is seldom
   needed, and what it keeps in registers would cost every copy. */
static __attribute__((noinline)) void
move_pieces(struct segments *s, char *kernel, size_t n, bool put)
{
	ASSERT_CMP(n, <=, s->size);
	for (size_t step; n > 0; n -= step) {
		if (s->here == 0) {
			s->at = s->pages[s->next++];
			s->here = MIN(s->size, PAGE_SIZE);
		}
		step = MIN(n, s->here);
		if (kernel == NULL) {
			memset(advance(s, step), 0, step);
			continue;
		}
		if (put)
			memcpy(advance(s, step), kernel, step);
		else
			memcpy(kernel, advance(s, step), step);
		kernel += step;
	}
}

void
segments_get(struct segments *from, void *to, size_t n)
{
	if (LIKELY(n <= from->here))
		memcpy(to, advance(from, n), n);
	else
		move_pieces(from, to, n, false);
}

void
segments_put(struct segments *to, const void *from, size_t n)
{
	if (LIKELY(n <= to->here && from != NULL))
		memcpy(advance(to, n), from, n);
	else
		move_pieces(to, (void *)(uintptr_t)from, n, true);
}
