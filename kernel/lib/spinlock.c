/*
 * Spin locks: the waiting, and in DEBUG=1 builds the checks. See spinlock.h.
 */
#include "arch/cpu.h"
#include "lib/panic.h"
#include "lib/spinlock.h"

void
spin_init(struct spinlock *l, enum lock_rank rank, const char *name)
{
	*l = (struct spinlock)SPINLOCK_INIT(rank, name);
}

#ifndef DEBUG

void
spin_contend(struct spinlock *l)
{
	while (__atomic_load_n(&l->held, __ATOMIC_RELAXED))
		;
}

#else

/* The ranks a hart holds rise, so comparing with the last one is enough. */
void
spin_lock(struct spinlock *l)
{
	struct hart *h = this_hart();

	ASSERT((csr_read(sstatus) & SSTATUS_SIE) == 0);
	if (h->nlocks > 0 && h->locks[h->nlocks - 1]->rank >= l->rank &&
	    !panicking)
		panic("lock order: %s (rank %d) after %s", l->name, l->rank,
		      h->locks[h->nlocks - 1]->name);
	while (__atomic_exchange_n(&l->held, 1, __ATOMIC_ACQUIRE))
		if (panicking)
			return;
	ASSERT(h->nlocks < ARRAY_SIZE(h->locks));
	h->locks[h->nlocks++] = l;
}

/* Where `l` stands among the locks that this hart holds, counted from 1; 0
   if it is not held here. */
static unsigned
place_held(const struct spinlock *l)
{
	unsigned i = this_hart()->nlocks;

	while (i > 0 && this_hart()->locks[i - 1] != l)
		i--;
	return i;
}

/* Locks may be let go in any order. */
void
spin_unlock(struct spinlock *l)
{
	struct hart *h = this_hart();
	unsigned place = place_held(l);

	spin_assert_held(l);
	for (unsigned i = place; place > 0 && i < h->nlocks; i++)
		h->locks[i - 1] = h->locks[i];
	h->nlocks -= place > 0;
	__atomic_store_n(&l->held, 0, __ATOMIC_RELEASE);
}

void
spin_assert_held(const struct spinlock *l)
{
	if (place_held(l) == 0 && !panicking)
		panic("lock %s is not held here", l->name);
}

void
spin_assert_none_held(void)
{
	struct hart *h = this_hart();

	if (h->nlocks > 0 && !panicking)
		panic("%u spin locks held, the last is %s", h->nlocks,
		      h->locks[h->nlocks - 1]->name);
}

#endif
