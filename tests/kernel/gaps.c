/*
 * Gaps held open: a call that has found something out goes on only when a test
 * program lets it, so that the test can change it meanwhile; or a step takes
 * so long that another hart would see what is only half done.
 */
#include "mm/region.h"
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

#define SLOW_NS (200 * 1000)

struct region *__real_region_add(struct space *s, struct list *above,
				 const struct region *model);
struct region *__wrap_region_add(struct space *s, struct list *above,
				 const struct region *model);

static uint64_t slow;    /* atomic */

/* What follows is made true by the caller: a region that was cut meets the
   added one until then. */
struct region *
__wrap_region_add(struct space *s, struct list *above,
		  const struct region *model)
{
	struct region *r = __real_region_add(s, above, model);
	nanosec_t until = timer_now() + SLOW_NS;

	while (__atomic_load_n(&slow, __ATOMIC_ACQUIRE) && timer_now() < until)
		;
	return r;
}

/* 1: a change of regions takes its time; 0: no more. */
static int64_t
order_slow_regions(uint64_t on)
{
	__atomic_store_n(&slow, on, __ATOMIC_RELEASE);
	return 0;
}

const struct order_entry gap_orders[] = {
	{ "hold turned away", order_hold_turned_away },
	{ "slow regions", order_slow_regions },
	{ NULL, NULL },
};
