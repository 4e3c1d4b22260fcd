/*
 * Which spin locks are held: see spinlock.h. In DEBUG=1 builds it is known, and
 * checked. A hart holds at most one lock of each rank, as ranks rise: so which
 * it holds is a set of ranks.
 */
#include "arch/cpu.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "lib/spinlock.h"

#ifdef DEBUG

/* Those of the ranks in ranks_held are valid. */
static const struct spinlock *held[HARTS_MAX][NRANKS];

void
spin_print_held(const struct hart *h)
{
	for (unsigned rank = 0; rank < NRANKS; rank++)
		if (h->ranks_held >> rank & 1)
			kprint(", holds %s", held[h->index][rank]->name);
}

void
spin_lock(struct spinlock *l)
{
	struct hart *h = this_hart();

	ASSERT_CMP((csr_read(sstatus) & SSTATUS_SIE), ==, 0);
	if (h->ranks_held >> l->rank != 0 && !panicking)
		panic("lock order: %s (rank %d) after ranks 0x%x", l->name,
		      l->rank, h->ranks_held);
	while (__atomic_exchange_n(&l->held, 1, __ATOMIC_ACQUIRE))
		if (panicking) {
			panic_stop();
			return;
		}
	h->ranks_held |= 1u << l->rank;
	held[h->index][l->rank] = l;
	l->holder = h;
}

void
spin_unlock(struct spinlock *l)
{
	spin_assert_held(l);
	this_hart()->ranks_held &= ~(1u << l->rank);
	l->holder = NULL;
	__atomic_store_n(&l->held, 0, __ATOMIC_RELEASE);
}

void
spin_assert_held(const struct spinlock *l)
{
	if (l->holder != this_hart() && !panicking)
		panic("lock %s is not held here", l->name);
}

void
spin_assert_none_held(void)
{
	if (this_hart()->ranks_held != 0 && !panicking)
		panic("spin locks of ranks 0x%x are held",
		      this_hart()->ranks_held);
}

#else

/* kernel.ld: constants end, the variables that begin with a value follow. */
extern const char image_text_end[], image_rodata_end[], bss_start[];

/*
 * To note who takes which lock would make each dearer. But a lock's name lies
 * among the constants, so the variables that are locks can be told by it.
 */
void
spin_find_held(void)
{
	uintptr_t end = (uintptr_t)bss_start - sizeof(struct spinlock);
	const struct spinlock *l;

	for (uintptr_t at = (uintptr_t)image_rodata_end; at <= end;
	     at += _Alignof(struct spinlock)) {
		l = (const struct spinlock *)at;
		if (l->held == 1 && l->rank < NRANKS && l->holder == NULL &&
		    l->name >= image_text_end && l->name < image_rodata_end)
			kprint("  held: %s\n", l->name);
	}
}

#endif
