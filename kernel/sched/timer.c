/*
 * Time: see timer.h.
 */
#include "arch/cpu.h"
#include "arch/sbi.h"
#include "lib/panic.h"
#include "sched/timer.h"

#define FRACTION_BITS 32

static uint64_t nsec_per_tick;   /* times 2^FRACTION_BITS */
static uint64_t ticks_per_nsec;  /* the same, inverted    */
static struct timer *earliest;   /* root of the heap      */

void
timer_init(void)
{
	ASSERT(machine.timebase_hz > 0);
	nsec_per_tick = (NSEC_PER_SEC << FRACTION_BITS) / machine.timebase_hz;
	ticks_per_nsec = (machine.timebase_hz << FRACTION_BITS) / NSEC_PER_SEC;
}

/* time (unprivileged specification, chapter 10) counts from power-on. */
nanosec_t
timer_now(void)
{
	uint64_t ticks = csr_read(time);

	return (nanosec_t)((unsigned __int128)ticks * nsec_per_tick >>
			   FRACTION_BITS);
}

static uint64_t
ticks_of(nanosec_t when)
{
	if (when == NEVER)
		return NEVER;
	return (uint64_t)((unsigned __int128)when * ticks_per_nsec >>
			  FRACTION_BITS) + 1;
}

/* Puts two heaps together: the later root becomes the earlier's child. */
static struct timer *
heap_meld(struct timer *a, struct timer *b)
{
	if (a == NULL || b == NULL)
		return a ? a : b;
	if (b->deadline < a->deadline) {
		struct timer *t = a;

		a = b;
		b = t;
	}
	b->sibling = a->child;
	if (b->sibling != NULL)
		b->sibling->at = &b->sibling;
	b->at = &a->child;
	a->child = b;
	return a;
}

static void
root_set(struct timer *root)
{
	earliest = root;
	if (root != NULL) {
		root->sibling = NULL;
		root->at = &earliest;
	}
}

/* Melds a chain of siblings into one heap: in pairs first, then backwards. */
static struct timer *
heap_meld_siblings(struct timer *t)
{
	struct timer *pairs = NULL, *heap = NULL;

	while (t != NULL) {
		struct timer *second = t->sibling;
		struct timer *after = second ? second->sibling : NULL;
		struct timer *pair = heap_meld(t, second);

		pair->sibling = pairs;
		pairs = pair;
		t = after;
	}
	while (pairs != NULL) {
		struct timer *after = pairs->sibling;

		heap = heap_meld(heap, pairs);
		pairs = after;
	}
	return heap;
}

void
timer_arm(struct timer *t, nanosec_t deadline)
{
	t->deadline = deadline;
	t->child = NULL;
	t->sibling = NULL;
	root_set(heap_meld(earliest, t));
	timer_interrupt_by(deadline);
}

void
timer_disarm(struct timer *t)
{
	struct timer *children = t->child;

	if (t->at == NULL)
		return;
	*t->at = t->sibling;
	if (t->sibling != NULL)
		t->sibling->at = t->at;
	t->at = NULL;
	t->child = NULL;
	root_set(heap_meld(earliest, heap_meld_siblings(children)));
}

struct timer *
timer_expired(nanosec_t now)
{
	struct timer *t = earliest;

	if (t == NULL || t->deadline > now)
		return NULL;
	timer_disarm(t);
	return t;
}

/*
 * Sstc's stimecmp (CSR 0x14d) is written directly; without Sstc the firmware
 * does it (SBI chapter 6). Old assemblers do not know the register's name.
 */
static void
interrupt_at(uint64_t ticks)
{
	this_hart()->timer_ticks = ticks;
	if (machine.has_sstc)
		csr_write(0x14d, ticks);
	else
		sbi_set_timer(ticks);
}

void
timer_interrupt_by(nanosec_t when)
{
	uint64_t ticks = ticks_of(when);

	if (ticks < this_hart()->timer_ticks)
		interrupt_at(ticks);
}

void
timer_interrupt_reset(nanosec_t when)
{
	if (earliest != NULL && earliest->deadline < when)
		when = earliest->deadline;
	interrupt_at(ticks_of(when));
}
