/*
 * Loading address spaces into harts.
 *
 * Each space has an address-space identifier (privileged specification,
 * section 4.2.1), so that loading another needs no fence: a hart may keep
 * entries of many spaces. A new identifier is taken whenever old entries
 * could lie about somewhere: so nothing is ever sent to other harts.
 *
 * Identifiers run out. Then a new generation begins: every space takes a new
 * one when it is next loaded, and every hart forgets everything before it
 * loads the first space of the new generation. A machine without identifiers
 * begins a generation at each load, which is right too.
 *
 * Locks: asid_lock guards the three numbers below and a space's identifier.
 */
#include "arch/cpu.h"
#include "lib/spinlock.h"
#include "mm/space.h"

static struct spinlock asid_lock = SPINLOCK_INIT(RANK_SPACE, "asid");
static uint32_t generation = 1;
static uint32_t next_asid = 1;   /* 0 is the kernel's own table */
static uint32_t asid_max = SATP_ASID_MASK;

static uint64_t
satp_of(const pte_t *root, uint32_t asid)
{
	return SATP_SV39 | (uint64_t)asid << SATP_ASID_SHIFT |
	       kernel_to_pa(root) >> PAGE_SHIFT;
}

/* The bits that stick tell how many identifiers there are. */
static void
asid_max_find(void)
{
	uint64_t satp = csr_read(satp);

	csr_write(satp, satp | SATP_ASID_MASK << SATP_ASID_SHIFT);
	asid_max = (csr_read(satp) >> SATP_ASID_SHIFT) & SATP_ASID_MASK;
	csr_write(satp, satp);
}

static void
asid_assign(struct space *s)
{
	static bool known;

	spin_lock(&asid_lock);
	if (!known) {
		known = true;
		asid_max_find();
	}
	if (next_asid > asid_max) {
		generation++;
		next_asid = asid_max > 0 ? 1 : 0;
	}
	s->asid = next_asid++;
	s->asid_generation = generation;
	s->visited = 0;
	spin_unlock(&asid_lock);
}

static void
satp_load(struct hart *h, uint64_t satp, struct space *s)
{
	struct space *old = h->space;

	csr_write(satp, satp);
	h->satp = satp;
	if (s != NULL)
		__atomic_fetch_add(&s->refs, 1, __ATOMIC_RELAXED);
	h->space = s;
	if (old != NULL)
		space_put(old);
}

void
space_activate(struct space *s)
{
	struct hart *h = this_hart();
	uint64_t satp;

	if (s == NULL) {
		satp_load(h, satp_of(kernel_root, 0), NULL);
		return;
	}
	if (s->asid == 0 || s->asid_generation !=
	    __atomic_load_n(&generation, __ATOMIC_RELAXED))
		asid_assign(s);
	satp = satp_of(s->root, s->asid);
	if (h->asid_generation != s->asid_generation) {
		tlb_flush_all();
		h->asid_generation = s->asid_generation;
	}
	if (h->satp != satp)
		satp_load(h, satp, s);
	s->visited |= 1u << h->index;
}

void
space_rights_lost(struct space *s)
{
	struct hart *h = this_hart();

	if (h->space == s)
		tlb_flush_all();
	if ((s->visited & ~(1u << h->index)) != 0 || h->space != s)
		s->asid = 0;
}
