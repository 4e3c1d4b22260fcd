/*
 * Mutexes: locks whose waiters sleep. A holder may sleep, allocate and do
 * disk requests. Not recursive; the thread that locked unlocks.
 */
#pragma once

#include "sched/waitq.h"

struct mutex {
	struct thread *owner;    /* atomic; NULL = free                   */
	uint32_t nwaiting;       /* atomic; threads in the slow path      */
	struct waitq waiters;
};

#define MUTEX_INIT(name) { .waiters = WAITQ_INIT((name).waiters) }

#define mutex_init(m) (*(m) = (struct mutex)MUTEX_INIT(*(m)))

/* Takes the mutex; may sleep, so no spin lock may be held. */
void mutex_lock(struct mutex *m);
void mutex_unlock(struct mutex *m);

/* By the caller. */
bool mutex_is_held(const struct mutex *m);
