/*
 * Who runs: round robin over a FIFO of READY threads, a slice each.
 *
 * The kernel is not preemptible and runs with interrupts off: between two
 * points where it sleeps or calls sched_point() nothing else happens on this
 * hart. Interrupts are taken in user programs, in sched_point()'s window and
 * by idle harts, so a handler never meets a held spin lock of its own hart.
 *
 * Each hart's timer interrupt is set to the first thing it must do, the end
 * of a slice or the earliest deadline; an idle hart without either gets no
 * interrupt at all.
 *
 * Lock: sched_lock guards every thread's state, the ready queue, all wait
 * queues and the deadlines. One lock for all of it keeps every transition
 * atomic and simple to follow; it is held for some tens of instructions.
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

/*
 * hold.c: makes another hart stand still where it would take an interrupt,
 * until hart_release(): what its thread owns is as it is between two steps.
 * No spin lock may be held, and one thread at a time may do so.
 */
void hart_hold(struct hart *h);
void hart_release(struct hart *h);

/* A software interrupt may mean that this hart is held. */
void hart_stand(void);

/*
 * The rest is for thread.c and waitq.c; sched_lock is held.
 *
 * sched_leave() takes the caller's thread from RUNNING to `to` and continues
 * another. It returns, with sched_lock let go, when somebody has made the
 * thread READY and it is RUNNING again. sched_wake() makes a NEW thread READY,
 * or one that is BLOCKED, whose wait then ends with that result.
 */
void sched_leave(enum proc_state to);
void sched_wake(struct thread *t, int wait_result);

/* Of a thread about to block: then it is woken with WAITQ_TIMEOUT. */
void sched_set_deadline(struct thread *t, nanosec_t deadline);

extern uint32_t stack_epoch;     /* atomic; see thread.c */

/* To be called before hart `h`, this one, touches another thread's stack. */
static inline void
stacks_see(struct hart *h)
{
	uint32_t epoch = __atomic_load_n(&stack_epoch, __ATOMIC_RELAXED);

	if (UNLIKELY(h->stack_epoch != epoch)) {
		h->stack_epoch = epoch;
		tlb_flush_all();
	}
}
