/*
 * Spin locks: the waiting, and in DEBUG=1 builds the checks. See spinlock.h.
 */
#include "arch/cpu.h"
#include "lib/panic.h"
#include "lib/spinlock.h"

#ifndef DEBUG

void
spin_init(struct spinlock *l, enum lock_rank rank, const char *name)
{
	(void)rank;
	(void)name;
	l->held = 0;
}

void
spin_contend(struct spinlock *l)
{
	while (__atomic_load_n(&l->held, __ATOMIC_RELAXED))
		;
}

#else

void
spin_init(struct spinlock *l, enum lock_rank rank, const char *name)
{
	*l = (struct spinlock){ .rank = rank, .name = name };
}

/* The ranks a hart holds rise, so comparing with the last one is enough. */
static void
rank_push(const struct spinlock *l)
{
	struct hart *h = this_hart();

	if (h->nlocks > 0 && h->lock_ranks[h->nlocks - 1] >= (int)l->rank)
		panic("lock order: %s (rank %d) after rank %d", l->name,
		      l->rank, h->lock_ranks[h->nlocks - 1]);
	ASSERT(h->nlocks < ARRAY_SIZE(h->lock_ranks));
	h->lock_ranks[h->nlocks++] = l->rank;
}

/* Locks may be let go in any order. */
static void
rank_drop(const struct spinlock *l)
{
	struct hart *h = this_hart();
	unsigned i = h->nlocks;

	while (i > 0 && h->lock_ranks[i - 1] != (int)l->rank)
		i--;
	ASSERT(i > 0);
	for (; i < h->nlocks; i++)
		h->lock_ranks[i - 1] = h->lock_ranks[i];
	h->nlocks--;
}

void
spin_lock(struct spinlock *l)
{
	ASSERT((csr_read(sstatus) & SSTATUS_SIE) == 0);
	if (!panicking)
		rank_push(l);
	while (__atomic_exchange_n(&l->held, 1, __ATOMIC_ACQUIRE))
		if (panicking)
			return;
	l->holder = this_hart();
}

void
spin_unlock(struct spinlock *l)
{
	spin_assert_held(l);
	if (!panicking)
		rank_drop(l);
	l->holder = NULL;
	__atomic_store_n(&l->held, 0, __ATOMIC_RELEASE);
}

void
spin_assert_held(const struct spinlock *l)
{
	if (!panicking && (!l->held || l->holder != this_hart()))
		panic("lock %s is not held here", l->name);
}

void
spin_assert_none_held(void)
{
	if (!panicking && this_hart()->nlocks != 0)
		panic("%u spin locks held, the last of rank %d",
		      this_hart()->nlocks,
		      this_hart()->lock_ranks[this_hart()->nlocks - 1]);
}

#endif
