/*
 * Wait queues: see waitq.h.
 *
 * A sleeper takes sched_lock, puts itself on the queue, lets the condition's
 * lock go and switches away, all before sched_lock is free again: a waker
 * that changes the condition afterwards finds it on the queue.
 */
#include "sched/sched.h"
#include "sched/waitq.h"

struct waitq waitq_stopped = WAITQ_INIT(waitq_stopped);

int
waitq_wait(struct waitq *q, struct spinlock *lock, bool interruptible,
	   nanosec_t deadline)
{
	struct thread *t = thread_current();

	spin_assert_held(lock);
	spin_lock(&sched_lock);
	if (interruptible && t->killed) {
		spin_unlock(&sched_lock);
		return -EINTR;
	}
	if (deadline != NEVER)
		sched_set_deadline(t, deadline);
	t->interruptible = interruptible;
	list_push_back(&q->waiters, &t->link);
	/* Not before: who holds it next may look at the queue with no more. */
	spin_unlock(lock);
	sched_leave(PROC_BLOCKED);
	spin_lock(lock);
	return t->wait_result;
}

void
waitq_wake(struct waitq *q, size_t max)
{
	if (list_empty(&q->waiters))
		return;
	spin_lock(&sched_lock);
	for (; max > 0 && !list_empty(&q->waiters); max--)
		sched_wake(LIST_FIRST(&q->waiters, struct thread, link), 0);
	spin_unlock(&sched_lock);
}
