/*
 * Scattered kernel memory: what a read or write of user memory becomes once
 * its pages have been looked up (mm/ucopy.h). Consumers copy from or to it
 * under any lock, as nothing in it can fault.
 */
#pragma once

#include "arch/types.h"

#define SEGMENTS_MAX 16

struct segment {
	char *base;
	size_t size;
};

struct segments {
	unsigned n;              /* segments in use                       */
	size_t size;             /* bytes in all of them not yet consumed */
	unsigned at;             /* cursor: current segment …             */
	size_t offset;           /* … and how far into it                 */
	struct segment seg[SEGMENTS_MAX];
};

/* One segment of kernel memory. */
void segments_init(struct segments *s, void *base, size_t size);

/* Moves the next n bytes (n <= s->size) out of or into the segments. */
void segments_get(struct segments *from, void *to, size_t n);
void segments_put(struct segments *to, const void *from, size_t n);
void segments_put_zeros(struct segments *to, size_t n);
