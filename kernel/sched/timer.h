/*
 * Time: reading the clock, and waking threads at a deadline.
 *
 * Armed timers form a skew heap with the earliest deadline at its root.
 * Each hart's own timer interrupt is set to the first thing it must do, the
 * end of a slice or the earliest deadline; an idle hart without either gets
 * no interrupt at all.
 */
#pragma once

#include "arch/types.h"

#define NSEC_PER_SEC 1000000000ul
#define NSEC_PER_MS  1000000ul

/* All guarded by sched_lock. */
struct timer {
	nanosec_t deadline;
	struct timer *left;      /* both sides: later than this one       */
	struct timer *right;
	struct timer **at;       /* what points here; NULL: not armed     */
};

/* Reads the machine's timebase; once, at boot. */
void timer_init(void);

/* Nanoseconds since the machine was started. */
nanosec_t timer_now(void);

/* For the scheduler; sched_lock is held. */
void timer_arm(struct timer *t, nanosec_t deadline);
void timer_disarm(struct timer *t);
struct timer *timer_expired(nanosec_t now);   /* disarmed; NULL: none left */

/* Makes sure that this hart is interrupted at `when` or before. */
void timer_interrupt_by(nanosec_t when);

/* Sets this hart's next interrupt: the earliest deadline, or `when` if that
   is earlier. */
void timer_interrupt_reset(nanosec_t when);

#define NEVER (~0ul)
