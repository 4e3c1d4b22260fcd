/*
 * Wait queues: see waitq.h.
 *
 * A sleeper takes sched_lock, puts itself on the queue, lets the condition's
 * lock go and switches away, all before sched_lock is free again: a waker
 * that changes the condition afterwards finds it on the queue.
 */
#include "lib/panic.h"
#include "sched/mutex.h"
#include "sched/sched.h"
#include "sched/waitq.h"

/* sched_lock is held. False when the thread is to end: it was not queued. */
static bool
enqueue(struct waitq *q, bool interruptible)
{
	struct thread *t = thread_current();

	if (interruptible && t->killed)
		return false;
	t->waiting_on = q;
	t->interruptible = interruptible;
	t->interrupted = t->timed_out = false;
	list_push_back(&q->waiters, &t->link);
	sched_set_state(t, PROC_BLOCKED);
	return true;
}

static int
sleep_spin(struct waitq *q, struct spinlock *lock, bool interruptible)
{
	struct thread *t = thread_current();

	spin_assert_held(lock);
	spin_lock(&sched_lock);
	if (!enqueue(q, interruptible)) {
		spin_unlock(&sched_lock);
		return -EINTR;
	}
	spin_unlock(lock);
	sched_switch();
	spin_lock(lock);
	return t->interrupted ? -EINTR : 0;
}

int
waitq_sleep(struct waitq *q, struct spinlock *lock)
{
	return sleep_spin(q, lock, true);
}

void
waitq_sleep_firm(struct waitq *q, struct spinlock *lock)
{
	sleep_spin(q, lock, false);
}

int
waitq_sleep_until(struct waitq *q, struct spinlock *lock, nanosec_t deadline)
{
	struct thread *t = thread_current();

	spin_lock(&sched_lock);
	if (!enqueue(q, true)) {
		spin_unlock(&sched_lock);
		return -EINTR;
	}
	timer_arm(&t->timer, deadline);
	spin_unlock(lock);
	sched_switch();
	spin_lock(&sched_lock);
	timer_disarm(&t->timer);
	spin_unlock(&sched_lock);
	spin_lock(lock);
	return t->interrupted ? -EINTR : t->timed_out ? WAITQ_TIMEOUT : 0;
}

static int
sleep_mutex(struct waitq *q, struct mutex *m, bool interruptible)
{
	struct thread *t = thread_current();

	spin_lock(&sched_lock);
	if (!enqueue(q, interruptible)) {
		spin_unlock(&sched_lock);
		return -EINTR;
	}
	mutex_release_locked(m);
	sched_switch();
	mutex_lock(m);
	return t->interrupted ? -EINTR : 0;
}

int
waitq_sleep_mutex(struct waitq *q, struct mutex *m)
{
	return sleep_mutex(q, m, true);
}

void
waitq_sleep_mutex_firm(struct waitq *q, struct mutex *m)
{
	sleep_mutex(q, m, false);
}

void
waitq_wake_one_locked(struct waitq *q)
{
	struct list *l = list_pop_front(&q->waiters);
	struct thread *t;

	if (l == NULL)
		return;
	t = LIST_ENTRY(l, struct thread, link);
	t->waiting_on = NULL;
	sched_make_ready(t);
}

void
waitq_wake_one(struct waitq *q)
{
	if (list_empty(&q->waiters))
		return;
	spin_lock(&sched_lock);
	waitq_wake_one_locked(q);
	spin_unlock(&sched_lock);
}

void
waitq_wake_all(struct waitq *q)
{
	if (list_empty(&q->waiters))
		return;
	spin_lock(&sched_lock);
	while (!list_empty(&q->waiters))
		waitq_wake_one_locked(q);
	spin_unlock(&sched_lock);
}
