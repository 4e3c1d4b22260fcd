/*
 * Scattered kernel memory: what a read or write of user memory becomes once
 * its pages have been looked up (mm/ucopy.h). Consumers copy from or to it
 * under any lock, as nothing in it can fault.
 */
#pragma once

#include "arch/types.h"

#define SEGMENTS_MAX 16          /* pages in one of them */

/*
 * A cursor that has `here` adjacent bytes before it, then the pages that are
 * still to come, each from its beginning. One piece is by far the most
 * frequent case, and then `pages` is not looked at.
 */
struct segments {
	char *at;                /* the next byte, if `here` is not 0     */
	size_t here;             /* bytes at `at` not yet consumed        */
	size_t size;             /* the same of all pieces                */
	unsigned next;           /* the page that follows                 */
	char *pages[SEGMENTS_MAX - 1];
};

/* One piece of kernel memory; `size` and `pages` may still grow. */
static inline void segments_init(struct segments *s, void *base, size_t size)
{
	s->at = base;
	s->here = s->size = size;
	s->next = 0;
}

/* Moves the next n bytes (n <= s->size) out of or into the segments; zeros
   if there is no `from`. */
void segments_get(struct segments *from, void *to, size_t n);
void segments_put(struct segments *to, const void *from, size_t n);
