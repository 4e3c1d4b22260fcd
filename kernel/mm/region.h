/*
 * Regions of a space, for space.c and map.c only. See space.h.
 */
#pragma once

#include "mm/space.h"

/* A new region like `model`, for which nothing is promised yet, in front of
   `above`; NULL when memory is out. */
struct region *region_add(struct space *s, struct list *above,
			  const struct region *model);

/* Ends a region that has no pages. May sleep. */
void region_remove(struct space *s, struct region *r);

/* In front of what a region at `va` is to be put. */
struct list *region_above(struct space *s, uva_t va);

/* Is [start, end) free of regions? */
bool region_is_vacant(struct space *s, uva_t start, uva_t end);

/* Drops the frames of [start, end) and the promises for what had none. */
void region_drop_pages(struct space *s, struct region *r, uva_t start,
		       uva_t end);
