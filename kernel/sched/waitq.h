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

#include "abi/errno.h"
#include "lib/list.h"
#include "lib/spinlock.h"

struct waitq {
	struct list waiters;
};

#define WAITQ_INIT(name) { LIST_INIT((name).waiters) }

static inline void waitq_init(struct waitq *q)
{
	list_init(&q->waiters);
}

/*
 * Lets `lock` go, sleeps until woken, takes `lock` again. 0, or -EINTR when
 * the thread is to end (it may not have slept at all): give up then, clean up
 * and return the error. waitq_sleep_firm() is not interrupted: for waits that
 * are sure to end, such as for a disk request.
 */
int waitq_sleep(struct waitq *q, struct spinlock *lock);
void waitq_sleep_firm(struct waitq *q, struct spinlock *lock);

/*
 * The same with an end: 0 when woken, WAITQ_TIMEOUT at `deadline` (ns of
 * timer_now()), -EINTR as above, which the firm one never returns.
 */
#define WAITQ_TIMEOUT 1
int waitq_sleep_until(struct waitq *q, struct spinlock *lock,
		      nanosec_t deadline);
int waitq_sleep_firm_until(struct waitq *q, struct spinlock *lock,
			   nanosec_t deadline);

/* Makes all waiters READY. */
void waitq_wake_all(struct waitq *q);
