/*
 * Address spaces: regions, and their making, copying and ending. See space.h;
 * fault.c brings pages in, asid.c loads a space into a hart.
 */
#include "abi/errno.h"
#include "arch/cpu.h"
#include "lib/panic.h"
#include "lib/string.h"
#include "mm/object.h"
#include "mm/space.h"

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

struct region *
space_find(struct space *s, uva_t va)
{
	struct region *r = s->last;

	if (r != NULL && r->start <= va && va < r->end)
		return r;
	LIST_FOR_EACH(r, &s->regions, link)
		if (r->start <= va && va < r->end)
			return s->last = r;
	return NULL;
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

/* The first region that ends above `va`; the list's head if none does. */
static struct list *
region_above(struct space *s, uva_t va)
{
	struct region *r;

	LIST_FOR_EACH(r, &s->regions, link)
		if (r->end > va)
			break;
	return &r->link;
}

/* Is [start, end) free of regions? */
static bool
is_vacant(struct space *s, uva_t start, uva_t end)
{
	struct list *above = region_above(s, start);

	return above == &s->regions ||
	       LIST_ENTRY(above, struct region, link)->start >= end;
}

int
space_map(struct space *s, const struct region *model)
{
	struct region *r;

	if (model->start >= model->end || model->end > USER_END ||
	    model->start == 0 || !is_vacant(s, model->start, model->end))
		return -EINVAL;
	r = object_alloc(&region_cache);
	if (r == NULL)
		return -ENOMEM;
	*r = *model;
	r->reach_start = r->start;
	r->reach_end = r->end;
	if (r->ops != NULL)
		r->ops->ref(r->object);
	list_push_back(region_above(s, r->start), &r->link);
	return 0;
}

/* Drops the frames of [start, end) and the promises for what had none. */
static void
region_drop_pages(struct space *s, struct region *r, uva_t start, uva_t end)
{
	size_t npages = (end - start) >> PAGE_SHIFT;

	for (uva_t va = start; va < end;) {
		uva_t table_end = ROUND_DOWN(va, LEVEL_SIZE(1)) + LEVEL_SIZE(1);
		uva_t stop = MIN(end, table_end);
		pte_t *pte = pagetable_walk(s->root, va);

		if (pte == NULL) {
			va = stop;
			continue;
		}
		for (; va < stop; va += PAGE_SIZE, pte++) {
			if (*pte == 0)
				continue;
			page_unref(pte_frame(*pte));
			*pte = 0;
			npages--;
		}
	}
	npages = MIN(npages, r->promised);
	r->promised -= npages;
	if (npages > 0)
		page_unpromise(npages);
}

static void
region_free(struct space *s, struct region *r)
{
	region_drop_pages(s, r, r->start, r->end);
	list_remove(&r->link);
	if (r->ops != NULL)
		r->ops->put(r->object);
	object_free(&region_cache, r);
}

void
space_clear(struct space *s)
{
	struct region *r, *after;

	LIST_FOR_EACH(r, &s->regions, link)
		region_drop_pages(s, r, r->start, r->end);
	for (int level = 1; level < PT_LEVELS; level++)
		LIST_FOR_EACH(r, &s->regions, link)
			pagetable_prune(s->root, r->reach_start, r->reach_end,
					level);
	s->last = s->heap = NULL;
	LIST_FOR_EACH_SAFE(r, after, &s->regions, link)
		region_free(s, r);
}

int
space_heap_begin(struct space *s, uva_t start)
{
	struct region heap = {
		.start = start, .end = start + PAGE_SIZE,
		.rights = PTE_R | PTE_W,
	};
	int error = space_map(s, &heap);

	if (error < 0)
		return error;
	/* Empty so far: it holds no page, and grows by sbrk(). */
	s->heap = space_find(s, start);
	s->heap->end = start;
	s->last = NULL;
	s->heap_end = start;
	return 0;
}

/* The pages of the heap move their end to `end`. */
static int
heap_resize(struct space *s, uva_t end)
{
	struct region *heap = s->heap;

	if (end < heap->end) {
		region_drop_pages(s, heap, end, heap->end);
		heap->end = end;
		space_rights_lost(s);
	} else if (end > heap->end) {
		size_t npages = (end - heap->end) >> PAGE_SHIFT;

		if (end > USER_STACK_TOP - USER_STACK_MAX ||
		    !is_vacant(s, heap->end, end) || !page_promise(npages))
			return -ENOMEM;
		heap->promised += npages;
		heap->end = end;
		heap->reach_end = MAX(heap->reach_end, end);
	}
	return 0;
}

long
space_heap_move(struct space *s, long increment)
{
	uva_t old = s->heap_end, new = old + (uint64_t)increment;
	int error;

	if (s->heap == NULL || (increment > 0 && new < old))
		return -ENOMEM;
	if (increment < 0 && (new > old || new < s->heap->start))
		return -EINVAL;
	if (new > USER_END)
		return -ENOMEM;
	error = heap_resize(s, ROUND_UP(new, PAGE_SIZE));
	if (error < 0)
		return error;
	s->heap_end = new;
	return (long)old;
}

/*
 * Shares the frames of one table's worth of a region: entries [from, from +
 * n) into `to`. Both sides lose the right to write until one is alone again.
 */
static void
share_entries(pte_t *to, pte_t *from, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		pte_t pte = from[i];

		if (pte == 0)
			continue;
		if (pte & PTE_W) {
			pte &= ~PTE_W;
			from[i] = pte;
		}
		page_ref(pte_frame(pte));
		to[i] = pte;
	}
}

static int
region_share_pages(struct space *to, struct space *from,
		   const struct region *r)
{
	for (uva_t va = r->start; va < r->end;) {
		uva_t table_end = ROUND_DOWN(va, LEVEL_SIZE(1)) + LEVEL_SIZE(1);
		uva_t stop = MIN(r->end, table_end);
		pte_t *theirs = pagetable_walk(from->root, va), *ours;

		if (theirs != NULL) {
			ours = pagetable_walk_alloc(to->root, va);
			if (ours == NULL)
				return -ENOMEM;
			share_entries(ours, theirs, (stop - va) >> PAGE_SHIFT);
		}
		va = stop;
	}
	return 0;
}

/*
 * A copy of `r` in `to`. Untouched pages that were promised to the parent are
 * not promised a second time: they count as shared copy-on-write.
 */
static int
region_copy(struct space *to, struct space *from, const struct region *r)
{
	struct region *copy = object_alloc(&region_cache);

	if (copy == NULL)
		return -ENOMEM;
	*copy = *r;
	copy->promised = 0;
	if (copy->ops != NULL)
		copy->ops->ref(copy->object);
	list_push_back(&to->regions, &copy->link);
	if (r == from->heap)
		to->heap = copy;
	return region_share_pages(to, from, r);
}

struct space *
space_copy(struct space *from)
{
	struct space *to = space_new();
	struct region *r;
	int error = 0;

	if (to == NULL)
		return NULL;
	LIST_FOR_EACH(r, &from->regions, link) {
		error = region_copy(to, from, r);
		if (error < 0)
			break;
	}
	to->heap_end = from->heap_end;
	space_rights_lost(from);
	if (error < 0) {
		space_clear(to);
		space_put(to);
		return NULL;
	}
	return to;
}
