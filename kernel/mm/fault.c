/*
 * Bringing pages in: the one routine behind page faults and behind every
 * access of the kernel to user memory.
 *
 * In the order of what happens most: the entry is there and allows the
 * access; nothing is there yet (first touch); it is there but shared and
 * somebody wants to write (copy-on-write).
 */
#include "lib/string.h"
#include "mm/space.h"

/*
 * A frame of the region's own, one that was promised if any was: the first n
 * bytes of `from`, then zeros.
 */
static void *
private_page(struct region *r, const void *from, size_t n)
{
	bool promised = r->promised > 0;
	void *frame = page_take(promised);

	if (frame == NULL)
		return ERR_PTR(-ENOMEM);
	r->promised -= promised;
	if (n == PAGE_SIZE) {
		page_copy(frame, from);
	} else {
		page_clear(frame);
		if (n > 0)
			memcpy(frame, from, n);
	}
	return frame;
}

/*
 * First touch of byte `at` of a region. A page that lies wholly in the
 * region's object, or is never written, is mapped straight from where the
 * object keeps it, and copied only for a writer; the last, partial page of
 * data is private, and all behind it is zeros.
 */
static void *
first_page(struct region *r, size_t at, uint64_t access)
{
	size_t n = at < r->object_bytes ? MIN(r->object_bytes - at, PAGE_SIZE) :
		0;
	void *shared, *frame;

	if (n == 0)
		return private_page(r, NULL, 0);
	shared = r->ops->frame(r->object, r->object_page + (at >> PAGE_SHIFT));
	if (IS_ERR(shared) || !(r->rights & PTE_W) ||
	    (n == PAGE_SIZE && access != ACCESS_WRITE))
		return shared;
	frame = private_page(r, shared, n);
	page_unref(shared);
	return frame;
}

int
fault_handle(struct space *s, uva_t va, uint64_t access)
{
	uva_t page = ROUND_DOWN(va, PAGE_SIZE);
	struct region *r = space_find(s, page);
	void *frame, *shared = NULL;
	pte_t *pte;

	if (r == NULL || !(r->rights & access))
		return -EFAULT;
	pte = pagetable_walk(s->root, page);
	if (pte == NULL)
		pte = pagetable_walk_to(s->root, page, 0, true);
	if (pte == NULL)
		return -ENOMEM;
	if (*pte & access) {
		/* This hart had not seen yet that the entry gained rights. */
		tlb_flush_page(page);
		return 0;
	}
	if (*pte == 0) {
		frame = first_page(r, page - r->start, access);
	} else {
		/* Of an entry's rights only the one to write is held back. */
		shared = pte_frame(*pte);
		if (page_exclusive(shared)) {
			*pte |= PTE_W;
			return 0;
		}
		frame = private_page(r, shared, PAGE_SIZE);
	}
	if (IS_ERR(frame))
		return frame == ERR_PTR(-EINVAL) ? -EIO :  /* object's end */
		       (int)PTR_ERR(frame);
	*pte = pte_make(kernel_to_pa(frame), r->rights | PTE_LEAF | PTE_U);
	if (!page_exclusive(frame))
		*pte &= ~PTE_W;
	if (shared != NULL) {
		space_forget(s);
		page_unref(shared);
	}
	return 0;
}
