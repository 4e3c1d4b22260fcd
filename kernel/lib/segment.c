/*
 * Copying to and from scattered kernel memory.
 *
 * Invariant: the cursor (at, offset) stands where `size` more bytes follow;
 * it never rests at the end of a segment that another one follows.
 * Locks: none; the segments belong to one thread.
 */
#include "lib/segment.h"
#include "lib/panic.h"
#include "lib/string.h"

void
segments_init(struct segments *s, void *base, size_t size)
{
	*s = (struct segments){
		.n = 1, .size = size, .seg[0] = { .base = base, .size = size }
	};
}

/* The memory under the cursor, of which the *n bytes that are adjacent there,
   but at most `max`, are consumed. */
static char *
consume(struct segments *s, size_t max, size_t *n)
{
	const struct segment *seg = &s->seg[s->at];
	char *base = seg->base + s->offset;

	DEBUG_ASSERT(s->at < s->n);
	*n = MIN(max, seg->size - s->offset);
	s->size -= *n;
	s->offset += *n;
	if (s->offset == seg->size && s->at + 1 < s->n) {
		s->at++;
		s->offset = 0;
	}
	return base;
}

void
segments_get(struct segments *from, void *to, size_t n)
{
	ASSERT(n <= from->size);
	for (size_t step; n > 0; n -= step) {
		const char *base = consume(from, n, &step);

		memcpy(to, base, step);
		to = (char *)to + step;
	}
}

void
segments_put(struct segments *to, const void *from, size_t n)
{
	ASSERT(n <= to->size);
	for (size_t step; n > 0; n -= step) {
		char *base = consume(to, n, &step);

		memcpy(base, from, step);
		from = (const char *)from + step;
	}
}

void
segments_put_zeros(struct segments *to, size_t n)
{
	ASSERT(n <= to->size);
	for (size_t step; n > 0; n -= step) {
		char *base = consume(to, n, &step);

		memset(base, 0, step);
	}
}
