/*
 * Schedules by number. CMD="seed=7 ls": a thread gives way at random, as 7
 * decides, wherever it is about to take its only spin lock or mutex or has
 * let it go: there another hart could come between. It lets one to three
 * others go first, so that the order of READY threads changes, too. So races
 * show on one hart, where the same number does the same things in the same
 * order; only the disk answers when it does.
 *
 * In DEBUG=1 builds; in others taking a spin lock is no call.
 */
#include "lib/panic.h"
#include "lib/string.h"
#include "orders.h"
#include "sched/mutex.h"
#include "sched/sched.h"

#define ODDS   12        /* of so many places one is used  */
#define YIELDS 3         /* at most, one behind the other  */

#ifdef DEBUG
void __real_spin_lock(struct spinlock *l);
void __wrap_spin_lock(struct spinlock *l);
void __real_spin_unlock(struct spinlock *l);
void __wrap_spin_unlock(struct spinlock *l);
#endif
void __real_mutex_lock(struct mutex *m);
void __wrap_mutex_lock(struct mutex *m);
void __real_sched_tick(void);
void __wrap_sched_tick(void);
void __real_plic_handle(void);
void __wrap_plic_handle(void);

static uint64_t state[HARTS_MAX];        /* 0: no schedule was asked for */
static bool in_interrupt[HARTS_MAX];

void
shuffle_seed(uint64_t seed)
{
	for (unsigned i = 0; i < HARTS_MAX; i++)
		state[i] = seed != 0 ? seed * HARTS_MAX + i : 0;
}

static uint64_t
draw(uint64_t below)
{
	uint64_t *s = &state[this_hart()->index];

	*s = *s * 6364136223846793005ul + 1442695040888963407ul;
	return (*s >> 33) % below;
}

/* An interrupt, and what runs when nothing else does, cannot give way. */
static void
give_way(void)
{
	struct hart *h = this_hart();

	if (state[h->index] == 0 || in_interrupt[h->index] ||
	    h->ranks_held != 0 || h->idle == thread_current() ||
	    h->running != thread_current() || draw(ODDS) != 0)
		return;
	for (uint64_t n = 1 + draw(YIELDS); n > 0; n--)
		sched_yield();
}

#ifdef DEBUG
void
__wrap_spin_lock(struct spinlock *l)
{
	if (l != &sched_lock)
		give_way();
	__real_spin_lock(l);
}

void
__wrap_spin_unlock(struct spinlock *l)
{
	__real_spin_unlock(l);
	if (l != &sched_lock)
		give_way();
}
#endif

void
__wrap_mutex_lock(struct mutex *m)
{
	give_way();
	__real_mutex_lock(m);
}

void
__wrap_sched_tick(void)
{
	in_interrupt[this_hart()->index] = true;
	__real_sched_tick();
	in_interrupt[this_hart()->index] = false;
}

void
__wrap_plic_handle(void)
{
	in_interrupt[this_hart()->index] = true;
	__real_plic_handle();
	in_interrupt[this_hart()->index] = false;
}
