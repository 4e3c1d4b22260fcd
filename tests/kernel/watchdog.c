/*
 * The watchdog: a hart that is in the kernel for a second and gets nowhere
 * ends the run with a panic, which prints every hart's stack.
 *
 * In the kernel interrupts are off, so a stuck hart sees nothing any more: the
 * others look at it, each from its own timer interrupt and while it waits for
 * a spin lock. "Gets nowhere" means: was neither in a user program nor idle,
 * took no other thread and did not give way. One hart alone watches only its
 * waits for spin locks; for the rest the tests have time limits.
 *
 * A busy host stops harts, too, for longer than a second even, but not only
 * one: so who watches must have looked several times, too.
 */
#include "lib/panic.h"
#include "orders.h"
#include "proc/proc.h"
#include "sched/sched.h"
#include "trap/trap.h"

#define LIMIT_NS   NSEC_PER_SEC
#define LOOK_NS    (LIMIT_NS / 8)
#define LOOKS      6             /* at the same standstill */
#define SPINS      (1u << 10)    /* between two looks at the clock */
#define LOCK_NS    (10 * NSEC_PER_SEC)

void __real_sched_tick(void);
void __wrap_sched_tick(void);
void __real_sched_yield(void);
void __wrap_sched_yield(void);
void __real_sched_point(void);
void __wrap_sched_point(void);
long __real_syscall_dispatch(uint64_t a0, uint64_t a1, uint64_t a2, uint64_t a3,
			     uint64_t a4, uint64_t a5, uint64_t a6, uint64_t n);
long __wrap_syscall_dispatch(uint64_t a0, uint64_t a1, uint64_t a2, uint64_t a3,
			     uint64_t a4, uint64_t a5, uint64_t a6, uint64_t n);
void __real_trap_user(uint64_t cause);
void __wrap_trap_user(uint64_t cause);
__attribute__((noreturn)) void __real_trap_return(void);
__attribute__((noreturn)) void __wrap_trap_return(void);

/* What hart `i` did last, and how often hart `w` has found it there. */
static nanosec_t moved_at[HARTS_MAX];    /* 0: is in a user program */
static struct {
	nanosec_t since, looked_at;
	unsigned looks;
} seen[HARTS_MAX][HARTS_MAX];

static void
moves(void)
{
	__atomic_store_n(&moved_at[this_hart()->index], timer_now(),
			 __ATOMIC_RELAXED);
}

static void
leaves(void)
{
	__atomic_store_n(&moved_at[this_hart()->index], 0, __ATOMIC_RELAXED);
}

/* Since when `h` has got nowhere; 0: it has. */
static nanosec_t
standstill(const struct hart *h)
{
	nanosec_t moved = __atomic_load_n(&moved_at[h->index],
					  __ATOMIC_RELAXED);
	const struct thread *t = __atomic_load_n(&h->running,
						 __ATOMIC_RELAXED);

	if (moved == 0 || t == NULL || t == h->idle)
		return 0;
	return MAX(moved, __atomic_load_n(&t->switched_in, __ATOMIC_RELAXED));
}

static void
look_at(const struct hart *h)
{
	typeof(&seen[0][0]) s = &seen[this_hart()->index][h->index];
	nanosec_t since = standstill(h), now = timer_now();

	if (since == 0 || since != s->since) {
		s->since = since;
		s->looks = 0;
	} else if (now - s->looked_at >= LOOK_NS) {
		s->looked_at = now;
		if (++s->looks > LOOKS && now - since > LIMIT_NS)
			panic("hart %lu has been in the kernel for %lu ms",
			      h->id, (now - since) / NSEC_PER_MS);
	}
}

static void
look_around(void)
{
	for (unsigned i = 0; i < machine.nharts; i++)
		if (&harts[i] != this_hart())
			look_at(&harts[i]);
}

void
watch_lock(const struct spinlock *l)
{
	nanosec_t start = 0;

	for (unsigned spins = 1; __atomic_load_n(&l->held, __ATOMIC_RELAXED);
	     spins++) {
		panic_stop();
		if (spins % SPINS != 0)
			continue;
		look_around();
		if (start == 0)
			start = timer_now();
		if (timer_now() - start > LOCK_NS)
			panic("lock %s was not let go for %lu s", l->name,
			      LOCK_NS / NSEC_PER_SEC);
	}
}

/*
 * What the kernel's calls become
 */

/* Even an idle hart looks, when there are others. */
void
watch_timer(void)
{
	nanosec_t next = timer_now() + LOOK_NS;

	if (machine.nharts > 1 && next < this_hart()->timer_at)
		timer_interrupt_at(next);
}

void
__wrap_sched_tick(void)
{
	shuffle_interrupt(__real_sched_tick);
	look_around();
	watch_timer();
}

void
__wrap_sched_yield(void)
{
	moves();
	__real_sched_yield();
	moves();
}

void
__wrap_sched_point(void)
{
	moves();
	__real_sched_point();
	moves();
}

long
__wrap_syscall_dispatch(uint64_t a0, uint64_t a1, uint64_t a2, uint64_t a3,
			uint64_t a4, uint64_t a5, uint64_t a6, uint64_t n)
{
	long result;

	moves();
	result = __real_syscall_dispatch(a0, a1, a2, a3, a4, a5, a6, n);
	leaves();
	return result;
}

void
__wrap_trap_user(uint64_t cause)
{
	moves();
	__real_trap_user(cause);
}

void
__wrap_trap_return(void)
{
	leaves();
	__real_trap_return();
}
