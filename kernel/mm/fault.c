/*
 * Bringing pages in: the one routine behind page faults and behind every
 * access of the kernel to user memory.
 *
 * In the order of what happens most: the entry is there and allows the
 * access; nothing is there yet (first touch); it is there but shared and
 * somebody wants to write (copy-on-write).
 */
#include "abi/errno.h"
#include "lib/panic.h"
#include "lib/string.h"
#include "mm/fault.h"

/* How far below its pages a stack may be touched to make it grow. */
static bool
is_stack_growth(const struct region *r, uva_t va)
{
	return r->grows_down && va < r->start &&
	       va >= r->end - USER_STACK_MAX;
}

/* The stack above `va`, grown to hold it; NULL when there is none. */
static struct region *
stack_grow(struct space *s, uva_t va)
{
	struct region *r;
	uva_t below = 0;

	LIST_FOR_EACH(r, &s->regions, link) {
		if (is_stack_growth(r, va) && below <= va) {
			r->start = ROUND_DOWN(va, PAGE_SIZE);
			r->reach_start = MIN(r->reach_start, r->start);
			return r;
		}
		below = r->end;
	}
	return NULL;
}

/* A new frame for `r`: one that was promised, if any. */
static void *
region_frame_new(struct region *r)
{
	if (r->promised == 0)
		return page_alloc();
	r->promised--;
	return page_alloc_promised();
}

static void *
zero_page(struct region *r)
{
	void *frame = region_frame_new(r);

	if (frame == NULL)
		return ERR_PTR(-ENOMEM);
	page_clear(frame);
	return frame;
}

/* A private copy of the first n bytes of `from`, zeros after that. */
static void *
copied_page(struct region *r, const void *from, size_t n)
{
	void *frame = region_frame_new(r);

	if (frame == NULL)
		return ERR_PTR(-ENOMEM);
	if (n == PAGE_SIZE) {
		page_copy(frame, from);
	} else {
		memcpy(frame, from, n);
		memset((char *)frame + n, 0, PAGE_SIZE - n);
	}
	return frame;
}

/*
 * A page of the region's object. A page that lies wholly in the object, or
 * is never written, is mapped straight from where the object keeps it, and
 * copied only for a writer; the last, partial page of data is private.
 */
static void *
object_page(struct region *r, size_t at, uint64_t access)
{
	size_t n = MIN(r->object_bytes - at, PAGE_SIZE);
	void *shared = r->ops->frame(r->object,
				     r->object_page + (at >> PAGE_SHIFT));
	void *frame;

	if (IS_ERR(shared))
		return shared;
	if (!(r->rights & PTE_W) || (n == PAGE_SIZE && access != ACCESS_WRITE))
		return shared;
	frame = copied_page(r, shared, n);
	page_unref(shared);
	return frame;
}

/* First touch: fills the empty entry `pte`. The frame, or an ERR_PTR. */
static void *
page_fill(struct region *r, pte_t *pte, uva_t page, uint64_t access)
{
	size_t at = page - r->start;
	uint64_t rights = r->rights | PTE_LEAF | PTE_U;
	void *frame;

	if (at < r->object_bytes)
		frame = object_page(r, at, access);
	else
		frame = zero_page(r);
	if (IS_ERR(frame))
		return frame;
	if (!page_exclusive(frame))
		rights &= ~PTE_W;
	*pte = pte_make(kernel_to_pa(frame), rights);
	return frame;
}

/* A write to an entry without PTE_W in a writable region. */
static void *
page_own(struct region *r, pte_t *pte, uva_t page)
{
	void *shared = pte_frame(*pte), *frame;

	if (page_exclusive(shared)) {
		*pte |= PTE_W;
		return shared;
	}
	frame = copied_page(r, shared, PAGE_SIZE);
	if (IS_ERR(frame))
		return frame;
	*pte = pte_make(kernel_to_pa(frame), r->rights | PTE_LEAF | PTE_U);
	tlb_flush_page(page);
	page_unref(shared);
	return frame;
}

static void *
page_bring_in(struct space *s, uva_t page, uint64_t access)
{
	struct region *r = space_find(s, page);
	pte_t *pte;

	if (r == NULL)
		r = stack_grow(s, page);
	if (r == NULL || !(r->rights & access))
		return ERR_PTR(-EFAULT);
	pte = pagetable_walk_alloc(s->root, page);
	if (pte == NULL)
		return ERR_PTR(-ENOMEM);
	if (*pte == 0)
		return page_fill(r, pte, page, access);
	if (!(*pte & access))
		return page_own(r, pte, page);
	return pte_frame(*pte);
}

void *
space_page(struct space *s, uva_t va, uint64_t access)
{
	size_t offset = va % PAGE_SIZE;
	pte_t *pte;
	char *frame;

	if (va >= USER_END)
		return ERR_PTR(-EFAULT);
	pte = pagetable_walk(s->root, va);
	if (LIKELY(pte != NULL && (*pte & access)))
		return (char *)pte_frame(*pte) + offset;
	frame = page_bring_in(s, va - offset, access);
	return IS_ERR(frame) ? frame : frame + offset;
}

int
fault_handle(struct space *s, uva_t va, uint64_t access)
{
	pte_t *pte;
	void *frame;

	if (va >= USER_END)
		return -EFAULT;
	pte = pagetable_walk(s->root, va);
	if (pte != NULL && (*pte & access)) {
		/* The hart had not seen yet that the entry gained rights. */
		tlb_flush_page(va);
		return 0;
	}
	frame = page_bring_in(s, ROUND_DOWN(va, PAGE_SIZE), access);
	return IS_ERR(frame) ? (int)PTR_ERR(frame) : 0;
}
