/*
 * Mutexes: see mutex.h.
 *
 * The owner field is the lock: an uncontended mutex is taken and given back
 * by one atomic instruction each. Waiters count themselves first and look
 * again before they sleep; the unlocker clears the owner first and looks at
 * the count after that. So at least one of the two sees the other.
 */
#include "lib/panic.h"
#include "sched/mutex.h"
#include "sched/sched.h"

void
mutex_init(struct mutex *m)
{
	*m = (struct mutex)MUTEX_INIT(*m);
}

bool
mutex_try_lock(struct mutex *m)
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
	if (LIKELY(mutex_try_lock(m)))
		return;
	ASSERT(m->owner != thread_current());
	spin_lock(&sched_lock);
	__atomic_fetch_add(&m->nwaiting, 1, __ATOMIC_SEQ_CST);
	while (!mutex_try_lock(m)) {
		sched_block(&m->waiters.waiters, false, NULL);
		spin_lock(&sched_lock);
	}
	__atomic_fetch_sub(&m->nwaiting, 1, __ATOMIC_SEQ_CST);
	spin_unlock(&sched_lock);
}

void
mutex_unlock(struct mutex *m)
{
	struct list *waiters = &m->waiters.waiters;

	ASSERT(m->owner == thread_current());
	__atomic_store_n(&m->owner, NULL, __ATOMIC_SEQ_CST);
	if (LIKELY(__atomic_load_n(&m->nwaiting, __ATOMIC_SEQ_CST) == 0))
		return;
	spin_lock(&sched_lock);
	if (!list_empty(waiters))
		sched_wake(LIST_FIRST(waiters, struct thread, link), 0);
	spin_unlock(&sched_lock);
}
