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
	s->n = 1;
	s->size = size;
	s->at = 0;
	s->offset = 0;
	s->seg[0].base = base;
	s->seg[0].size = size;
}

/* The memory under the cursor; *n is cut to what is adjacent there. */
static char *
cursor(const struct segments *s, size_t *n)
{
	const struct segment *seg = &s->seg[s->at];

	DEBUG_ASSERT(s->at < s->n);
	*n = MIN(*n, seg->size - s->offset);
	return seg->base + s->offset;
}

static void
advance(struct segments *s, size_t n)
{
	s->size -= n;
	s->offset += n;
	if (s->offset == s->seg[s->at].size && s->at + 1 < s->n) {
		s->at++;
		s->offset = 0;
	}
}

void
segments_get(struct segments *from, void *to, size_t n)
{
	ASSERT(n <= from->size);
	while (n > 0) {
		size_t step = n;
		const char *base = cursor(from, &step);

		memcpy(to, base, step);
		advance(from, step);
		to = (char *)to + step;
		n -= step;
	}
}

void
segments_put(struct segments *to, const void *from, size_t n)
{
	ASSERT(n <= to->size);
	while (n > 0) {
		size_t step = n;
		char *base = cursor(to, &step);

		memcpy(base, from, step);
		advance(to, step);
		from = (const char *)from + step;
		n -= step;
	}
}

void
segments_put_zeros(struct segments *to, size_t n)
{
	ASSERT(n <= to->size);
	while (n > 0) {
		size_t step = n;
		char *base = cursor(to, &step);

		memset(base, 0, step);
		advance(to, step);
		n -= step;
	}
}
