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
	return (nanosec_t)((unsigned __int128)csr_read(time) * nsec_per_tick >>
			   FRACTION_BITS);
}

/*
 * Puts two heaps together and hangs the result up at `at`. The later root
 * goes down the earlier one's right side, and the two sides of each timer it
 * passes change places: that keeps the paths short on average.
 */
static void
heap_meld(struct timer **at, struct timer *a, struct timer *b)
{
	while (a != NULL && b != NULL) {
		struct timer *top = b->deadline < a->deadline ? b : a;

		b = top == a ? b : a;
		a = top->right;
		top->right = top->left;
		if (top->right != NULL)
			top->right->at = &top->right;
		*at = top;
		top->at = at;
		at = &top->left;
	}
	*at = a != NULL ? a : b;
	if (*at != NULL)
		(*at)->at = at;
}

void
timer_arm(struct timer *t, nanosec_t deadline)
{
	*t = (struct timer){ .deadline = deadline };
	heap_meld(&earliest, earliest, t);
	timer_interrupt_by(deadline);
}

void
timer_disarm(struct timer *t)
{
	heap_meld(t->at, t->left, t->right);
	t->at = NULL;
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
interrupt_at(nanosec_t when)
{
	uint64_t ticks = NEVER;

	if (when != NEVER)
		ticks = (uint64_t)((unsigned __int128)when * ticks_per_nsec >>
				   FRACTION_BITS) + 1;
	this_hart()->timer_at = when;
	if (machine.has_sstc)
		csr_write(0x14d, ticks);
	else
		sbi_set_timer(ticks);
}

void
timer_interrupt_by(nanosec_t when)
{
	if (when < this_hart()->timer_at)
		interrupt_at(when);
}

void
timer_interrupt_reset(nanosec_t when)
{
	if (earliest != NULL)
		when = MIN(when, earliest->deadline);
	interrupt_at(when);
}
