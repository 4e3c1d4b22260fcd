/*
 * Mutexes: see mutex.h.
 *
 * The owner field is the lock: an uncontended mutex is taken and given back
 * by one atomic instruction each. Waiters count themselves first and look
 * again before they sleep; the unlocker clears the owner first and looks at
 * the count after that. So at least one of the two sees the other.
 *
 * Locks: contended guards the waiting for all mutexes.
 */
#include "lib/panic.h"
#include "sched/mutex.h"
#include "sched/thread.h"

static struct spinlock contended = SPINLOCK_INIT(RANK_MUTEX, "mutex");

static bool
try_lock(struct mutex *m)
{
	struct thread *nobody = NULL;

	return __atomic_compare_exchange_n(&m->owner, &nobody,
					   thread_current(), false,
					   __ATOMIC_SEQ_CST, __ATOMIC_RELAXED);
}

void
mutex_lock(struct mutex *m)
{
	spin_assert_none_held();
	if (LIKELY(try_lock(m)))
		return;
	ASSERT_CMP(m->owner, !=, thread_current());
	spin_lock(&contended);
	__atomic_fetch_add(&m->nwaiting, 1, __ATOMIC_SEQ_CST);
	while (!try_lock(m))
		waitq_sleep_firm(&m->waiters, &contended);
	__atomic_fetch_sub(&m->nwaiting, 1, __ATOMIC_SEQ_CST);
	spin_unlock(&contended);
}

bool
mutex_is_held(const struct mutex *m)
{
	return __atomic_load_n(&m->owner, __ATOMIC_RELAXED) ==
	       thread_current();
}

void
mutex_unlock(struct mutex *m)
{
	ASSERT_CMP(m->owner, ==, thread_current());
	__atomic_store_n(&m->owner, NULL, __ATOMIC_SEQ_CST);
	if (LIKELY(__atomic_load_n(&m->nwaiting, __ATOMIC_SEQ_CST) == 0))
		return;
	spin_lock(&contended);
	waitq_wake(&m->waiters, 1);
	spin_unlock(&contended);
}
