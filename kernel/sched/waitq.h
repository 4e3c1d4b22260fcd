/*
 * Wait queues: how a thread sleeps until somebody changes something.
 *
 * Invariant: a thread is on at most one queue.
 * Locks: every queue is guarded by sched_lock; callers never see that.
 *
 * The sleeper holds the lock that guards its condition, and loops:
 *
 *	spin_lock(&pipe->lock);
 *	while (pipe_is_empty(pipe))
 *		if ((error = waitq_sleep(&pipe->readers, &pipe->lock)) < 0)
 *			break;
 *
 * The waker changes the condition under the same lock and then calls
 * waitq_wake_all(), with or without the lock. As the sleeper is on the queue
 * before it lets the lock go, no wake-up is lost.
 */
#pragma once

#include "lib/list.h"
#include "lib/spinlock.h"
#include "sched/timer.h"

struct waitq {
	struct list waiters;
};

#define WAITQ_INIT(name) { LIST_INIT((name).waiters) }

static inline void waitq_init(struct waitq *q)
{
	list_init(&q->waiters);
}

/*
 * Lets `lock` go, sleeps until woken, takes `lock` again. 0 when woken,
 * WAITQ_TIMEOUT at `deadline` (ns of timer_now(); NEVER: there is none). An
 * interruptible wait is -EINTR when the thread is to end (it may not have
 * slept at all): give up then, clean up and return the error. The others,
 * firm ones, are for waits that are sure to end, such as for a disk request.
 */
int waitq_wait(struct waitq *q, struct spinlock *lock, bool interruptible,
	       nanosec_t deadline);
#define WAITQ_TIMEOUT 1

#define waitq_sleep(q, lock)      waitq_wait(q, lock, true, NEVER)
#define waitq_sleep_firm(q, lock) waitq_wait(q, lock, false, NEVER)
#define waitq_sleep_until(q, lock, end) waitq_wait(q, lock, true, end)
#define waitq_sleep_firm_until(q, lock, end) waitq_wait(q, lock, false, end)

/* Makes the first `max` waiters READY, or all. */
void waitq_wake(struct waitq *q, size_t max);
#define waitq_wake_all(q) waitq_wake(q, SIZE_MAX)

/* Where threads are while they are stopped, whatever they had waited for. */
extern struct waitq waitq_stopped;
