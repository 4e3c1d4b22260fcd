/*
 * Who runs: see sched.h. Read next: waitq.c (how threads sleep).
 *
 * sched_lock is taken before a switch and let go after it, by the thread that
 * was switched to: so no other hart can see a thread that is on a queue but
 * still stands on its stack.
 */
#include "arch/sbi.h"
#include "lib/panic.h"
#include "lib/spinlock.h"
#include "mm/space.h"
#include "sched/kstack.h"
#include "sched/sched.h"
#include "sched/waitq.h"

struct spinlock sched_lock = SPINLOCK_INIT(RANK_SCHED, "sched");

static struct list ready = LIST_INIT(ready);
static uint32_t idle_harts;      /* mask by index: waiting in wfi */

/* The arrows of the picture in thread.h: the states that follow a state. */
static const uint8_t arrows[] = {
	[PROC_NEW] = 1 << PROC_READY,
	[PROC_READY] = 1 << PROC_RUNNING,
	[PROC_RUNNING] = 1 << PROC_READY | 1 << PROC_BLOCKED | 1 << PROC_ZOMBIE,
	[PROC_BLOCKED] = 1 << PROC_READY,
	[PROC_ZOMBIE] = 0,
};

static void
set_state(struct thread *t, enum proc_state to)
{
	if (UNLIKELY(!(arrows[t->state] >> to & 1)))
		panic("thread %s: no way from state %d to %d", t->name,
		      t->state, to);
	t->state = to;
}

/* Makes `t` READY and wakes one hart that waits for work, if any does. */
void
sched_make_ready(struct thread *t)
{
	uint32_t others = idle_harts & ~(1u << this_hart()->index);

	spin_assert_held(&sched_lock);
	set_state(t, PROC_READY);
	list_push_back(&ready, &t->link);
	if (UNLIKELY(others != 0)) {
		unsigned index = bits_lowest(others);

		idle_harts &= ~(1u << index);
		sbi_send_ipi(harts[index].id);
	}
}

void
sched_wake(struct thread *t, int wait_result)
{
	list_remove(&t->link);
	if (t->timer.at != NULL)
		timer_disarm(&t->timer);
	t->wait_result = wait_result;
	sched_make_ready(t);
}

int
sched_block(struct list *waiters, bool interruptible, struct spinlock *guard)
{
	struct thread *t = thread_current();

	t->interruptible = interruptible;
	list_push_back(waiters, &t->link);
	if (guard != NULL)
		spin_unlock(guard);
	sched_leave(PROC_BLOCKED);
	return t->wait_result;
}

/*
 * The FP unit keeps the values of its last user, and only a unit that was
 * written to is saved. A thread whose values are elsewhere finds the unit off
 * and gets them at its first FP instruction: thread_fp_enable().
 */
static void
fp_switch(struct hart *h, struct thread *from, struct thread *to)
{
	uint64_t status = csr_read(sstatus) & SSTATUS_FS;

	if (status == SSTATUS_FS_DIRTY)
		fp_save(&from->fp);
	if (status != SSTATUS_FS_OFF)
		csr_clear(sstatus, SSTATUS_FS);
	if (h->fp_owner == to && to->fp_hart == h)
		csr_set(sstatus, SSTATUS_FS_CLEAN);
}

/* Accounts for the switch and prepares the hart for `to`. */
static void
switch_prepare(struct hart *h, struct thread *from, struct thread *to)
{
	nanosec_t now = timer_now();

	from->cpu_time += now - from->switched_in;
	to->switched_in = now;
	to->cpu.hart = h;
	h->running = to;
	if (to != h->idle) {
		to->slice_end = now + SLICE_NS;
		timer_interrupt_by(to->slice_end);
		kstack_see(to->kstack);
		if (to->space != NULL)
			space_activate(to->space);
	}
	fp_switch(h, from, to);
}

void
sched_switched(void)
{
	struct hart *h = this_hart();
	struct thread *dead = h->dead;

	h->dead = NULL;
	spin_unlock(&sched_lock);
	if (dead != NULL)
		thread_discard(dead);
}

void
sched_leave(enum proc_state to_state)
{
	struct thread *from = thread_current(), *to;
	struct hart *h = this_hart();
	struct list *first;

	spin_assert_held(&sched_lock);
	if (from != h->idle) {
		set_state(from, to_state);
		if (to_state == PROC_READY)
			list_push_back(&ready, &from->link);
	}
	first = list_pop_front(&ready);
	to = first ? LIST_ENTRY(first, struct thread, link) : h->idle;
	if (to != h->idle)
		set_state(to, PROC_RUNNING);
	if (to != from) {
		switch_prepare(h, from, to);
		cpu_switch(&from->cpu, &to->cpu);
	}
	sched_switched();
}

void
sched_yield(void)
{
	__atomic_fetch_and(&cpu_thread->attention, ~ATTEND_RESCHED,
			   __ATOMIC_RELAXED);
	spin_lock(&sched_lock);
	if (list_empty(&ready))
		spin_unlock(&sched_lock);
	else
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
	struct thread *t = h->running;
	nanosec_t now = timer_now();
	struct timer *timer;

	spin_lock(&sched_lock);
	while ((timer = timer_expired(now)) != NULL)
		sched_wake(CONTAINER_OF(timer, struct thread, timer),
			   WAITQ_TIMEOUT);
	if (t != h->idle && now >= t->slice_end) {
		t->slice_end = now + SLICE_NS;
		if (!list_empty(&ready))
			__atomic_fetch_or(&t->cpu.attention, ATTEND_RESCHED,
					  __ATOMIC_RELAXED);
	}
	timer_interrupt_reset(t != h->idle ? t->slice_end : NEVER);
	spin_unlock(&sched_lock);
}

void
sched_ipi(void)
{
	csr_clear(sip, SI_SOFTWARE);
}

void
sched_init_hart(struct hart *h, struct thread *idle)
{
	idle->state = PROC_RUNNING;
	idle->name = "idle";
	idle->cpu.hart = h;
	list_init(&idle->link);
	h->idle = h->running = idle;
	h->timer_at = NEVER;
	h->satp = csr_read(satp);
	csr_clear(sstatus, SSTATUS_FS);
}

void
sched_idle(void)
{
	struct hart *h = this_hart();
	uint32_t me = 1u << h->index;

	for (;;) {
		spin_lock(&sched_lock);
		if (!list_empty(&ready)) {
			idle_harts &= ~me;
			sched_leave(PROC_RUNNING);   /* idle has no other */
			continue;
		}
		idle_harts |= me;
		spin_unlock(&sched_lock);
		/* A pending interrupt ends wfi though interrupts are off, so
		   nothing that happens from here on is missed. */
		wait_for_interrupt();
		sched_point();
	}
}
