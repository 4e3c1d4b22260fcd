/*
 * Who runs: see sched.h. Read next: waitq.c (how threads sleep).
 *
 * sched_lock is taken before a switch and let go after it, by the thread that
 * was switched to: so no other hart can see a thread that is on a queue but
 * still stands on its stack.
 */
#include "arch/bits.h"
#include "arch/sbi.h"
#include "lib/panic.h"
#include "lib/spinlock.h"
#include "mm/object.h"
#include "mm/space.h"
#include "sched/kstack.h"
#include "sched/sched.h"
#include "sched/waitq.h"

struct spinlock sched_lock = SPINLOCK_INIT(RANK_SCHED, "sched");

static struct list ready = LIST_INIT(ready);
static uint32_t idle_harts;      /* mask by index: waiting in wfi */

/* The arrows of the picture in thread.h. */
static bool
arrow_exists(enum proc_state from, enum proc_state to)
{
	switch (from) {
	case PROC_NEW:
		return to == PROC_READY;
	case PROC_READY:
		return to == PROC_RUNNING;
	case PROC_RUNNING:
		return to == PROC_READY || to == PROC_BLOCKED ||
		       to == PROC_ZOMBIE;
	case PROC_BLOCKED:
		return to == PROC_READY;
	default:
		return false;
	}
}

void
sched_set_state(struct thread *t, enum proc_state to)
{
	if (UNLIKELY(!arrow_exists(t->state, to)))
		panic("thread %s: no way from state %d to %d", t->name,
		      t->state, to);
	t->state = to;
}

/* Wakes one hart that waits for work, if any does. */
static void
idle_hart_wake(void)
{
	uint32_t others = idle_harts & ~(1u << this_hart()->index);
	unsigned index;

	if (LIKELY(others == 0))
		return;
	index = bits_lowest(others);
	idle_harts &= ~(1u << index);
	sbi_send_ipi(harts[index].id);
}

void
sched_make_ready(struct thread *t)
{
	spin_assert_held(&sched_lock);
	sched_set_state(t, PROC_READY);
	list_push_back(&ready, &t->link);
	idle_hart_wake();
}

void
sched_poke(struct thread *t)
{
	if (t->cpu.hart != this_hart())
		sbi_send_ipi(t->cpu.hart->id);
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

static struct thread *
pick_next(struct hart *h)
{
	struct list *l = list_pop_front(&ready);

	return l != NULL ? LIST_ENTRY(l, struct thread, link) : h->idle;
}

/* Frees a thread that ended on this hart and has been switched away from. */
static void
bury_dead(struct hart *h)
{
	struct thread *t = h->dead;

	if (t == NULL)
		return;
	h->dead = NULL;
	thread_discard(t);
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
sched_switch(void)
{
	struct thread *from = thread_current();
	struct hart *h = this_hart();
	struct thread *to = pick_next(h);

	spin_assert_held(&sched_lock);
	if (to->state == PROC_READY)
		sched_set_state(to, PROC_RUNNING);
	if (to != from) {
		switch_prepare(h, from, to);
		cpu_switch(&from->cpu, &to->cpu);
		h = this_hart();
	}
	spin_unlock(&sched_lock);
	bury_dead(h);
}

void
sched_yield(void)
{
	struct thread *t = thread_current();

	__atomic_fetch_and(&t->cpu.attention, ~ATTEND_RESCHED,
			   __ATOMIC_RELAXED);
	spin_lock(&sched_lock);
	if (list_empty(&ready)) {
		spin_unlock(&sched_lock);
		return;
	}
	sched_set_state(t, PROC_READY);
	list_push_back(&ready, &t->link);
	sched_switch();
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

/* A wait has lasted as long as it should. */
static void
time_out(struct thread *t)
{
	if (t->waiting_on == NULL)
		return;
	list_remove(&t->link);
	t->waiting_on = NULL;
	t->timed_out = true;
	sched_make_ready(t);
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
		time_out(CONTAINER_OF(timer, struct thread, timer));
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
	h->timer_ticks = NEVER;
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
			sched_switch();
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
