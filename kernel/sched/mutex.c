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
	m->owner = NULL;
	m->nwaiting = 0;
	waitq_init(&m->waiters);
}

bool
mutex_try_lock(struct mutex *m)
{
	struct thread *nobody = NULL;

	return __atomic_compare_exchange_n(&m->owner, &nobody,
					   thread_current(), false,
					   __ATOMIC_SEQ_CST, __ATOMIC_RELAXED);
}

bool
mutex_is_held(const struct mutex *m)
{
	return __atomic_load_n(&m->owner, __ATOMIC_RELAXED) ==
	       thread_current();
}

static void
lock_contended(struct mutex *m)
{
	struct thread *t = thread_current();

	ASSERT(!mutex_is_held(m));
	spin_lock(&sched_lock);
	__atomic_fetch_add(&m->nwaiting, 1, __ATOMIC_SEQ_CST);
	while (!mutex_try_lock(m)) {
		t->waiting_on = &m->waiters;
		t->interruptible = false;
		list_push_back(&m->waiters.waiters, &t->link);
		sched_set_state(t, PROC_BLOCKED);
		sched_switch();
		spin_lock(&sched_lock);
	}
	__atomic_fetch_sub(&m->nwaiting, 1, __ATOMIC_SEQ_CST);
	spin_unlock(&sched_lock);
}

void
mutex_lock(struct mutex *m)
{
	spin_assert_none_held();
	if (UNLIKELY(!mutex_try_lock(m)))
		lock_contended(m);
}

void
mutex_release_locked(struct mutex *m)
{
	ASSERT(mutex_is_held(m));
	__atomic_store_n(&m->owner, NULL, __ATOMIC_SEQ_CST);
	if (UNLIKELY(__atomic_load_n(&m->nwaiting, __ATOMIC_SEQ_CST) != 0))
		waitq_wake_one_locked(&m->waiters);
}

void
mutex_unlock(struct mutex *m)
{
	ASSERT(mutex_is_held(m));
	__atomic_store_n(&m->owner, NULL, __ATOMIC_SEQ_CST);
	if (LIKELY(__atomic_load_n(&m->nwaiting, __ATOMIC_SEQ_CST) == 0))
		return;
	spin_lock(&sched_lock);
	waitq_wake_one_locked(&m->waiters);
	spin_unlock(&sched_lock);
}
