/*
 * Holding a hart: see sched.h.
 *
 * Interrupts are taken in user programs, in sched_point()'s window and by idle
 * harts, so a hart that has come to hart_stand() holds no spin lock, and what
 * its thread alone may change is not half changed. Orders are numbered: the
 * answer to an earlier one, come late, is not taken for that to the next.
 */
#include "arch/sbi.h"
#include "lib/panic.h"
#include "sched/sched.h"

void
hart_hold(struct hart *h)
{
	uint32_t order = h->hold_order + 1;

	ASSERT(h != this_hart());
	__atomic_store_n(&h->hold_order, order, __ATOMIC_RELEASE);
	sbi_send_ipi(h->id);
	/* It may be waiting for us to take an interrupt of its own. */
	while (__atomic_load_n(&h->hold_answer, __ATOMIC_ACQUIRE) != order) {
		csr_set(sstatus, SSTATUS_SIE);
		csr_clear(sstatus, SSTATUS_SIE);
	}
}

void
hart_release(struct hart *h)
{
	__atomic_store_n(&h->hold_order, h->hold_order + 1, __ATOMIC_RELEASE);
}

/* One order at a time: for the next, the hart leaves this interrupt first, so
   that who looks again and again does not keep it for ever. */
void
hart_stand(void)
{
	struct hart *h = this_hart();
	uint32_t order = __atomic_load_n(&h->hold_order, __ATOMIC_ACQUIRE);

	if (!(order & 1))
		return;
	__atomic_store_n(&h->hold_answer, order, __ATOMIC_RELEASE);
	while (__atomic_load_n(&h->hold_order, __ATOMIC_ACQUIRE) == order)
		panic_stop();
}
