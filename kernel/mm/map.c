/*
 * mmap, munmap, mprotect: a program gives and takes parts of its own address
 * space. See space.h.
 *
 * All three cut the regions at both ends of the range first, which is all
 * that can fail; what is left to do then is done to whole regions. Regions
 * that continue each other are made one again, so their number stays small.
 */
#include "mm/region.h"

/* Cuts `r` at `va`. The upper part of the heap stays the heap, be it empty;
   the lower part of a stack grows. False when memory is out. */
static bool
region_cut(struct space *s, struct region *r, uva_t va)
{
	size_t nbytes = va - r->start, nuntouched = 0;
	struct region upper = *r, *added;

	upper.start = va;
	upper.grows_down = false;
	upper.object_page += nbytes >> PAGE_SHIFT;
	upper.object_bytes -= MIN(upper.object_bytes, nbytes);
	added = region_add(s, r->link.next, &upper);
	if (added == NULL)
		return false;
	if (r->promised > 0)
		nuntouched = pagetable_untouched(s->root, r->start, va);
	added->promised = r->promised - MIN(r->promised, nuntouched);
	r->promised -= added->promised;
	r->object_bytes = MIN(r->object_bytes, nbytes);
	r->end = va;
	r->is_heap = false;
	return true;
}

/* Makes `va` a border of regions. */
static bool
border_make(struct space *s, uva_t va)
{
	struct region *r;

	LIST_FOR_EACH(r, &s->regions, link)
		if (r->start < va && va < r->end)
			return region_cut(s, r, va);
	return true;
}

static bool
is_within(const struct region *r, uva_t start, uva_t end)
{
	return start <= r->start && r->start < r->end && r->end <= end;
}

/* Cuts the regions so that each lies within [start, end) or outside of it;
   and of a heap within, its end is left outside. */
static bool
borders_make(struct space *s, uva_t start, uva_t end)
{
	struct region *heap;

	if (!border_make(s, start) || !border_make(s, end))
		return false;
	heap = s->heap;
	return heap == NULL || !is_within(heap, start, end) ||
	       region_cut(s, heap, heap->end);
}

/* Removes the regions within, but not `keep`. */
static void
range_clear(struct space *s, uva_t start, uva_t end, const struct region *keep)
{
	struct region *r, *after;

	LIST_FOR_EACH_SAFE(r, after, &s->regions, link) {
		if (r == keep || !is_within(r, start, end))
			continue;
		region_drop_pages(s, r, r->start, r->end);
		region_remove(s, r);
	}
	pagetable_prune(s->root, start, end);
	space_forget(s);
}

/* Do the pages of `b` go on where those of `a` end? */
static bool
region_continues(const struct region *a, const struct region *b)
{
	size_t size = a->end - a->start;

	return a->end == b->start && a->rights == b->rights &&
	       !a->is_heap && !b->is_heap &&
	       !a->grows_down && !b->grows_down &&
	       a->ops == b->ops && a->object == b->object &&
	       (a->ops == NULL ||
		(a->object_bytes == size &&
		 b->object_page == a->object_page + (size >> PAGE_SHIFT)));
}

static void
regions_join(struct space *s)
{
	struct region *r, *after, *below = NULL;

	LIST_FOR_EACH_SAFE(r, after, &s->regions, link) {
		if (below == NULL || !region_continues(below, r)) {
			below = r;
			continue;
		}
		below->end = r->end;
		below->promised += r->promised;
		below->object_bytes += r->object_bytes;
		region_remove(s, r);
	}
}

/* The start of the highest gap below USER_LIMIT with room for `size`, so that
   the heap can grow for long; or 0. */
static uva_t
gap_find(struct space *s, size_t size)
{
	uva_t low = PAGE_SIZE, found = 0;
	struct region *r;

	LIST_FOR_EACH(r, &s->regions, link) {
		if (MIN(r->start, USER_LIMIT) >= low + size)
			found = MIN(r->start, USER_LIMIT) - size;
		low = MAX(low, r->end);
	}
	return USER_LIMIT >= low + size ? USER_LIMIT - size : found;
}

long
space_place(struct space *s, const struct region *model, bool fixed)
{
	size_t size = model->end - model->start;
	size_t npromised = model->ops == NULL ? size >> PAGE_SHIFT : 0;
	struct region r = *model, *added = NULL;

	if (!fixed &&
	    (r.start == 0 || !region_is_vacant(s, r.start, r.end))) {
		r.start = gap_find(s, size);
		r.end = r.start + size;
	}
	if (r.start == 0 || !page_promise(npromised))
		return -ENOMEM;
	if (borders_make(s, r.start, r.end))
		added = region_add(s, region_above(s, r.start), &r);
	if (added == NULL) {
		page_unpromise(npromised);
		return -ENOMEM;
	}
	added->promised = npromised;
	range_clear(s, r.start, r.end, added);
	regions_join(s);
	return (long)r.start;
}

int
space_unmap(struct space *s, uva_t start, uva_t end)
{
	if (start >= end || end > USER_END)
		return -EINVAL;
	if (!borders_make(s, start, end))
		return -ENOMEM;
	range_clear(s, start, end, NULL);
	return 0;
}

int
space_protect(struct space *s, uva_t start, uva_t end, uint64_t rights)
{
	uva_t mapped_end = start;
	struct region *r;

	if (start >= end || end > USER_END)
		return -EINVAL;
	LIST_FOR_EACH(r, &s->regions, link)
		if (r->start <= mapped_end && mapped_end < r->end)
			mapped_end = r->end;
	if (mapped_end < end || !borders_make(s, start, end))
		return -ENOMEM;
	LIST_FOR_EACH(r, &s->regions, link)
		if (is_within(r, start, end))
			r->rights = rights;
	/* Who may write finds out by a fault whether the frame is shared. */
	pagetable_protect(s->root, start, end, rights & ~PTE_W);
	space_forget(s);
	regions_join(s);
	return 0;
}
