/*
 * What a page fault is about, for those who trace: looked at before it is
 * handled, and by itself, so that fault.c stays what it is.
 */
#include "lib/trace.h"
#include "mm/space.h"

static enum trace_result
kind_of(struct space *s, uva_t page, uint64_t access)
{
	const struct region *r = space_find(s, page);
	const pte_t *pte;

	if (r == NULL || !(r->rights & access))
		return FAULT_REFUSED;
	pte = pagetable_walk(s->root, page);     /* an address of the user's */
	if (pte == NULL || *pte == 0)
		return page - r->start < r->object_bytes ? FAULT_FILE :
							   FAULT_ZEROS;
	if (*pte & access)
		return FAULT_STALE;
	return page_exclusive(pte_frame(*pte)) ? FAULT_OWNED : FAULT_COPIED;
}

void
fault_trace(struct space *s, uva_t va, uint64_t access)
{
	trace_put(TRACE_FAULT, va, TRACE_FAULT_OF(access,
		  kind_of(s, ROUND_DOWN(va, PAGE_SIZE), access)));
}
