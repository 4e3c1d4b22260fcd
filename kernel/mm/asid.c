/*
 * Loading address spaces into harts.
 *
 * Each space has an address-space identifier (privileged specification,
 * section 4.2.1), so that loading another needs no fence: a hart may keep
 * entries of many spaces. A new identifier is taken whenever old entries
 * could lie about somewhere: so nothing is ever sent to other harts.
 *
 * Numbers are given out in order and never again; the low bits of a number
 * are its identifier, the others its generation. When identifiers run out a
 * new generation begins: every space takes a new number when it is next
 * loaded, and every hart forgets everything before it loads the first space
 * of the new generation. A machine without identifiers begins a generation at
 * each load, which is right too.
 *
 * Locks: none; last_number is atomic.
 */
#include "arch/cpu.h"
#include "mm/space.h"

/* The last that was given out. A space's 0 is of a generation long past. */
static uint64_t last_number = SATP_ASID_MASK + 1;

static uint64_t
generation_of(uint64_t number)
{
	return number / (asid_mask + 1);
}

void
space_activate(struct space *s)
{
	uint64_t last = __atomic_load_n(&last_number, __ATOMIC_RELAXED), satp;
	struct hart *h = this_hart();
	struct space *old = h->space;

	if (generation_of(s->number) != generation_of(last))
		s->number = __atomic_add_fetch(&last_number, 1,
					       __ATOMIC_RELAXED);
	if (h->asid_generation != generation_of(s->number)) {
		h->asid_generation = generation_of(s->number);
		tlb_flush_all();
	}
	satp = satp_of(s->root, s->number & asid_mask);
	if (h->satp != satp)
		csr_write(satp, satp);
	h->satp = satp;
	if (old == s)
		return;
	h->space = s;
	__atomic_fetch_add(&s->refs, 1, __ATOMIC_RELAXED);
	if (old != NULL)
		space_put(old);
}

void
space_forget(struct space *s)
{
	s->number = 0;
	if (this_hart()->space == s)
		space_activate(s);
}
