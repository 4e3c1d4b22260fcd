/*
 * Address spaces: regions, and their making, copying and ending. See space.h;
 * map.c lets a program give and take parts, fault.c brings pages in, asid.c
 * loads a space into a hart.
 */
#include "lib/panic.h"
#include "mm/object.h"
#include "mm/region.h"

static struct object_cache space_cache =
	OBJECT_CACHE(space_cache, "space", struct space);
static struct object_cache region_cache =
	OBJECT_CACHE(region_cache, "region", struct region);

struct space *
space_new(void)
{
	struct space *s = object_alloc(&space_cache);

	if (s == NULL)
		return NULL;
	s->root = pagetable_new();
	if (s->root == NULL) {
		object_free(&space_cache, s);
		return NULL;
	}
	s->refs = 1;
	list_init(&s->regions);
	return s;
}

void
space_put(struct space *s)
{
	if (__atomic_fetch_sub(&s->refs, 1, __ATOMIC_ACQ_REL) != 1)
		return;
	ASSERT(list_empty(&s->regions));
	page_unref(s->root);
	object_free(&space_cache, s);
}

size_t
space_size(const struct space *s)
{
	const struct region *r;
	size_t size = 0;

	LIST_FOR_EACH(r, &s->regions, link)
		size += r->end - r->start;
	return size;
}

struct region *
space_find(struct space *s, uva_t va)
{
	struct region *r = s->last;

	if (r != NULL && r->start <= va && va < r->end)
		return r;
	LIST_FOR_EACH(r, &s->regions, link) {
		if (va >= r->end)
			continue;
		if (va < r->start) {
			if (!r->grows_down || va < USER_LIMIT)
				return NULL;
			r->start = ROUND_DOWN(va, PAGE_SIZE);
		}
		return s->last = r;
	}
	return NULL;
}

bool
region_is_vacant(struct space *s, uva_t start, uva_t end)
{
	struct region *r;

	LIST_FOR_EACH(r, &s->regions, link)
		if (r->end > start)
			return r->start >= end;
	return true;
}

struct region *
region_add(struct space *s, struct list *above, const struct region *model)
{
	struct region *r = object_alloc(&region_cache);

	if (r == NULL)
		return NULL;
	*r = *model;
	r->promised = 0;
	if (r->ops != NULL)
		r->ops->ref(r->object);
	if (r->is_heap)
		s->heap = r;
	list_push_back(above, &r->link);
	return r;
}

void
region_remove(struct space *s, struct region *r)
{
	if (s->last == r)
		s->last = NULL;
	list_remove(&r->link);
	if (r->ops != NULL)
		r->ops->put(r->object);
	object_free(&region_cache, r);
}

struct list *
region_above(struct space *s, uva_t va)
{
	struct region *r;

	LIST_FOR_EACH(r, &s->regions, link)
		if (r->end > va)
			break;
	return &r->link;
}

int
space_map(struct space *s, const struct region *model)
{
	if (model->start > model->end || model->end > USER_END ||
	    model->start == 0 ||
	    !region_is_vacant(s, model->start, model->end))
		return -EINVAL;
	if (model->is_heap)
		s->heap_end = model->end;
	return region_add(s, region_above(s, model->start), model) != NULL ?
	       0 : -ENOMEM;
}

void
region_drop_pages(struct space *s, struct region *r, uva_t start, uva_t end)
{
	size_t nempty = pagetable_drop(s->root, start, end, 0);
	size_t npromised = MIN(nempty, r->promised);

	r->promised -= npromised;
	if (npromised > 0)
		page_unpromise(npromised);
}

void
space_clear(struct space *s)
{
	struct region *r, *after;

	LIST_FOR_EACH(r, &s->regions, link)
		region_drop_pages(s, r, r->start, r->end);
	for (int level = 1; level < PT_LEVELS; level++)
		LIST_FOR_EACH(r, &s->regions, link)
			pagetable_drop(s->root, r->start, r->end, level);
	s->heap = NULL;
	LIST_FOR_EACH_SAFE(r, after, &s->regions, link)
		region_remove(s, r);
}

long
space_heap_move(struct space *s, long increment)
{
	struct region *heap = s->heap;
	uva_t old = s->heap_end, new = old + (uint64_t)increment;
	uva_t end = ROUND_UP(new, PAGE_SIZE);

	if (heap == NULL || (increment > 0 && (new < old || new > USER_LIMIT)))
		return -ENOMEM;
	if (increment < 0 && (new > old || new < heap->start))
		return -EINVAL;
	if (end < heap->end) {
		region_drop_pages(s, heap, end, heap->end);
		/* What maps the new end is needed. */
		pagetable_prune(s->root, TABLE_END(end - 1, 0), heap->end);
		space_forget(s);
	} else if (end > heap->end) {
		size_t npages = (end - heap->end) >> PAGE_SHIFT;

		if (!region_is_vacant(s, heap->end, end) ||
		    !page_promise(npages))
			return -ENOMEM;
		heap->promised += npages;
	}
	heap->end = end;
	s->heap_end = new;
	return (long)old;
}

/*
 * Shares the frames of `r` with `to`; false when memory is out. Both sides
 * lose the right to write until one is alone again.
 */
static bool
region_share_pages(struct space *to, struct space *from,
		   const struct region *r)
{
	struct page *pages = page_table_base;

	for (uva_t va = r->start, stop; va < r->end; va = stop) {
		pte_t *theirs = pagetable_walk(from->root, va), *ours, *last;

		stop = MIN(r->end, TABLE_END(va, 0));
		if (theirs == NULL)
			continue;
		ours = pagetable_walk_to(to->root, va, 0, true);
		if (ours == NULL)
			return false;
		last = theirs + ((stop - va) >> PAGE_SHIFT);
		for (; theirs < last; theirs++, ours++) {
			pte_t pte = *theirs & ~PTE_W;

			if (pte == 0)
				continue;
			*theirs = *ours = pte;
			__atomic_fetch_add(&pages[pte >> PTE_SHIFT].refs, 1,
					   __ATOMIC_RELAXED);
		}
	}
	return true;
}

/*
 * Untouched pages that were promised to the parent are not promised a second
 * time: they count as shared copy-on-write.
 */
struct space *
space_copy(struct space *from)
{
	struct space *to = space_new();
	struct region *r;
	bool ok = true;

	if (to == NULL)
		return NULL;
	LIST_FOR_EACH(r, &from->regions, link)
		ok = ok && region_add(to, &to->regions, r) &&
		     region_share_pages(to, from, r);
	to->heap_end = from->heap_end;
	space_forget(from);
	if (ok)
		return to;
	space_clear(to);
	space_put(to);
	return NULL;
}
