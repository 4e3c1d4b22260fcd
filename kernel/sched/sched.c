/*
 * Who runs: see sched.h. Read next: waitq.c (how threads sleep).
 *
 * sched_lock is taken before a switch and let go after it, by the thread that
 * was switched to: so no other hart can see a thread that is on a queue but
 * still stands on its stack.
 */
#include "arch/sbi.h"
#include "lib/panic.h"
#include "lib/trace.h"
#include "mm/space.h"
#include "sched/sched.h"
#include "sched/waitq.h"

struct spinlock sched_lock = SPINLOCK_INIT(RANK_SCHED, "sched");

static struct list ready = LIST_INIT(ready);
static struct list deadlines = LIST_INIT(deadlines);  /* earliest first */
static uint32_t idle_harts;      /* mask by index: waiting in wfi */

/* The arrows of the picture in thread.h: the states that follow a state. */
static const uint8_t arrows[] = {
	[PROC_NEW] = 1 << PROC_READY,
	[PROC_READY] = 1 << PROC_RUNNING,
	[PROC_RUNNING] = 1 << PROC_READY | 1 << PROC_BLOCKED | 1 << PROC_ZOMBIE,
	[PROC_BLOCKED] = 1 << PROC_READY,
	[PROC_ZOMBIE] = 0,
};

__attribute__((always_inline)) static inline void
set_state(struct thread *t, enum proc_state to)
{
	if (UNLIKELY(!(arrows[t->state] >> to & 1)))
		panic("thread %s: no way from state %d to %d", t->name,
		      t->state, to);
	trace(TRACE_STATE, (uint64_t)t->cpu.pid, TRACE_CHANGE(t->state, to));
	t->state = to;
}

void
sched_wake(struct thread *t, int wait_result)
{
	uint32_t others = idle_harts & ~(1u << this_hart()->index);

	spin_assert_held(&sched_lock);
	list_remove(&t->link);
	list_remove(&t->by_deadline);    /* if it is there */
	t->wait_result = wait_result;
	set_state(t, PROC_READY);
	list_push_back(&ready, &t->link);
	if (UNLIKELY(others != 0)) {
		unsigned index = bits_lowest(others);

		idle_harts &= ~(1u << index);
		sbi_send_ipi(harts[index].id);
	}
}

/* Makes sure that this hart is interrupted at `when` or before. */
static void
interrupt_by(nanosec_t when)
{
	if (when < this_hart()->timer_at)
		timer_interrupt_at(when);
}

/* New deadlines are mostly among the last, so the place is looked for there. */
void
sched_set_deadline(struct thread *t, nanosec_t deadline)
{
	struct list *at = deadlines.prev;

	while (at != &deadlines &&
	       LIST_ENTRY(at, struct thread, by_deadline)->deadline > deadline)
		at = at->prev;
	t->deadline = deadline;
	list_insert_after(at, &t->by_deadline);
	interrupt_by(deadline);
}

/*
 * Accounts for the switch and prepares the hart for `to`. FP registers are
 * saved only if they were written to; the unit is off for whoever comes next,
 * and thread_fp_enable() loads it at the first FP instruction.
 */
static void
switch_prepare(struct hart *h, struct thread *from, struct thread *to)
{
	uint64_t fp_status = csr_read(sstatus) & SSTATUS_FS;
	nanosec_t now = timer_now();

	from->cpu_time += now - from->switched_in;
	to->switched_in = now;
	to->cpu.hart = h;
	h->running = to;
	if (to != h->idle) {
		to->slice_end = now + SLICE_NS;
		interrupt_by(to->slice_end);
		stacks_see(h);
		if (to->space != NULL)
			space_activate(to->space);
	}
	if (fp_status == SSTATUS_FS_DIRTY)
		fp_save(&from->fp);
	if (fp_status != SSTATUS_FS_OFF)
		csr_clear(sstatus, SSTATUS_FS);
}

void
sched_leave(enum proc_state to_state)
{
	struct hart *h = this_hart();
	struct thread *from = thread_current(), *to = h->idle;

	spin_assert_held(&sched_lock);
	if (from != h->idle) {
		set_state(from, to_state);
		if (to_state == PROC_READY)
			list_push_back(&ready, &from->link);
	}
	if (!list_empty(&ready)) {
		to = LIST_FIRST(&ready, struct thread, link);
		list_remove(&to->link);
		set_state(to, PROC_RUNNING);
	}
	if (to != from) {
		trace(TRACE_SWITCH, (uint64_t)to->cpu.pid, 0);
		switch_prepare(h, from, to);
		cpu_switch(&from->cpu, &to->cpu);
	}
	spin_unlock(&sched_lock);
}

void
sched_yield(void)
{
	__atomic_fetch_and(&cpu_thread->attention, ~ATTEND_RESCHED,
			   __ATOMIC_RELAXED);
	spin_lock(&sched_lock);
	sched_leave(PROC_READY);
}

void
sched_point(void)
{
	spin_assert_none_held();
	if (csr_read(sip) & csr_read(sie)) {
		csr_set(sstatus, SSTATUS_SIE);
		csr_clear(sstatus, SSTATUS_SIE);
	}
	if (cpu_thread->attention & ATTEND_RESCHED)
		sched_yield();
}

void
sched_tick(void)
{
	struct hart *h = this_hart();
	struct thread *t = h->running, *first;
	nanosec_t now = timer_now(), next = NEVER;

	spin_lock(&sched_lock);
	while (next == NEVER && !list_empty(&deadlines)) {
		first = LIST_FIRST(&deadlines, struct thread, by_deadline);
		if (first->deadline > now)
			next = first->deadline;
		else
			sched_wake(first, WAITQ_TIMEOUT);
	}
	if (t != h->idle) {
		if (now >= t->slice_end) {
			t->slice_end = now + SLICE_NS;
			if (!list_empty(&ready))
				__atomic_fetch_or(&t->cpu.attention,
						  ATTEND_RESCHED,
						  __ATOMIC_RELAXED);
		}
		next = MIN(next, t->slice_end);
	}
	timer_interrupt_at(next);
	spin_unlock(&sched_lock);
}

void
sched_init_hart(struct hart *h, struct thread *idle)
{
	idle->state = PROC_RUNNING;
	idle->name = "idle";
	h->idle = h->running = idle;
	h->timer_at = NEVER;
	h->satp = csr_read(satp);
	csr_clear(sstatus, SSTATUS_FS);
}

void
sched_idle(void)
{
	uint32_t me = 1u << this_hart()->index;

	for (;;) {
		spin_lock(&sched_lock);
		if (list_empty(&ready)) {
			idle_harts |= me;
			spin_unlock(&sched_lock);
			/* A pending interrupt ends wfi though interrupts are
			   off: nothing that happens from here on is missed. */
			wait_for_interrupt();
			sched_point();
		} else {
			idle_harts &= ~me;
			sched_leave(PROC_RUNNING);   /* idle has no other */
		}
	}
}
