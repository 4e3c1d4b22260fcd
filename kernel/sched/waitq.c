/*
 * Wait queues: see waitq.h.
 *
 * A sleeper takes sched_lock, puts itself on the queue, lets the condition's
 * lock go and switches away, all before sched_lock is free again: a waker
 * that changes the condition afterwards finds it on the queue.
 */
#include "sched/sched.h"
#include "sched/waitq.h"

static int
sleep(struct waitq *q, struct spinlock *lock, bool interruptible,
      nanosec_t deadline)
{
	struct thread *t = thread_current();
	int result;

	spin_assert_held(lock);
	spin_lock(&sched_lock);
	if (interruptible && t->killed) {
		spin_unlock(&sched_lock);
		return -EINTR;
	}
	if (deadline != NEVER)
		timer_arm(&t->timer, deadline);
	result = sched_block(&q->waiters, interruptible, lock);
	spin_lock(lock);
	return result;
}

int
waitq_sleep(struct waitq *q, struct spinlock *lock)
{
	return sleep(q, lock, true, NEVER);
}

void
waitq_sleep_firm(struct waitq *q, struct spinlock *lock)
{
	sleep(q, lock, false, NEVER);
}

int
waitq_sleep_until(struct waitq *q, struct spinlock *lock, nanosec_t deadline)
{
	return sleep(q, lock, true, deadline);
}

int
waitq_sleep_firm_until(struct waitq *q, struct spinlock *lock,
		       nanosec_t deadline)
{
	return sleep(q, lock, false, deadline);
}

void
waitq_wake_all(struct waitq *q)
{
	if (list_empty(&q->waiters))
		return;
	spin_lock(&sched_lock);
	while (!list_empty(&q->waiters))
		sched_wake(LIST_FIRST(&q->waiters, struct thread, link), 0);
	spin_unlock(&sched_lock);
}
