/*
 * Gaps held open: a call that has found something out goes on only when a test
 * program lets it, so that the test can change it meanwhile.
 */
#include "orders.h"
#include "proc/proc.h"
#include "sched/sched.h"

int __real_signal_turn_away(pid_t reader);
int __wrap_signal_turn_away(pid_t reader);

static uint64_t held;    /* atomic */

int
__wrap_signal_turn_away(pid_t reader)
{
	int away = __real_signal_turn_away(reader);

	while (away != 0 && __atomic_load_n(&held, __ATOMIC_ACQUIRE) != 0)
		sched_yield();
	return away;
}

/* 1: who is turned away from the terminal is held; 0: no more. */
static int64_t
order_hold_turned_away(uint64_t on)
{
	__atomic_store_n(&held, on, __ATOMIC_RELEASE);
	return 0;
}

const struct order_entry gap_orders[] = {
	{ "hold turned away", order_hold_turned_away },
	{ NULL, NULL },
};
