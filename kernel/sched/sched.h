/*
 * Who runs: round robin over a FIFO of READY threads, a slice each.
 *
 * The kernel is not preemptible and runs with interrupts off: between two
 * points where it sleeps or calls sched_point() nothing else happens on this
 * hart. Interrupts are taken in user programs, in sched_point()'s window and
 * by idle harts, so a handler never meets a held spin lock of its own hart.
 *
 * Lock: sched_lock guards every thread's state, the ready queue, all wait
 * queues and the timers. One lock for all of it keeps every transition atomic
 * and simple to follow; it is held for some tens of instructions.
 */
#pragma once

#include "sched/thread.h"

#define SLICE_NS (10 * NSEC_PER_MS)

extern struct spinlock sched_lock;

/* Makes the caller's boot thread this hart's idle thread. */
void sched_init_hart(struct hart *h, struct thread *idle);

/* What an idle thread does: runs others, else waits for an interrupt. */
__attribute__((noreturn)) void sched_idle(void);

/*
 * To be called about every 10 µs to 100 µs of work in a long loop: opens a
 * window in which pending interrupts are taken, and lets another thread run
 * when this one's slice is over. No spin lock may be held; mutexes may.
 */
void sched_point(void);

/* To the end of the ready queue. */
void sched_yield(void);

/* The timer interrupt: ends slices, wakes sleepers. */
void sched_tick(void);

/* The software interrupt: somebody made a thread READY for this idle hart,
   or wants its running thread to look at `attention`. */
void sched_ipi(void);

/*
 * The rest is for thread.c, waitq.c and mutex.c; sched_lock is held.
 *
 * sched_leave() takes the caller's thread from RUNNING to `to` and continues
 * another. It returns, with sched_lock let go, when somebody has made the
 * thread READY and it is RUNNING again. sched_block() does so BLOCKED on a
 * wait queue, until sched_wake(), and returns the result given there. It lets
 * `guard` go (NULL: there is none) once the thread is on the queue and not
 * before: who holds it next may look at the queue without sched_lock.
 */
void sched_leave(enum proc_state to);
int sched_block(struct list *waiters, bool interruptible,
		struct spinlock *guard);
void sched_wake(struct thread *t, int wait_result);

/* A NEW thread, or one that is on no queue any more, may run. */
void sched_make_ready(struct thread *t);

/* What a thread does first after a switch to it: lets sched_lock go and frees
   a thread that ended on this hart. */
void sched_switched(void);
