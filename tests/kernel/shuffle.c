/*
 * Schedules by number. CMD="seed=7 ls": on one hart, 7 decides which thread
 * runs when, so that a race found once is found again.
 *
 * A thread gives way at random wherever it is about to take its only spin lock
 * or mutex or has let it go: there another hart could come between. Who is
 * woken gets a place in the ready queue at random. And a disk request ends
 * before disk_submit() returns, at no time of the clock's, as the host decides
 * how long it takes; who waits for it gives way some times instead.
 *
 * With -icount, so that the timer goes with the instructions, the same number
 * then does the same things in the same order; the sum that is printed when
 * the machine ends says whether it did.
 */
#include "drivers/board.h"
#include "drivers/plic.h"
#include "drivers/virtio_blk.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "orders.h"
#include "proc/proc.h"
#include "sched/mutex.h"
#include "sched/sched.h"

#define ODDS       6     /* at one of so many places somebody gives way */
#define YIELDS     3     /* at most, one behind the other               */
#define PLACES     4     /* that one who is woken may be put forward    */
#define DISK_TURNS 6     /* of others, at most, that a request takes    */

void __real_spin_lock(struct spinlock *l);
void __wrap_spin_lock(struct spinlock *l);
void __real_spin_unlock(struct spinlock *l);
void __wrap_spin_unlock(struct spinlock *l);
void __real_mutex_lock(struct mutex *m);
void __wrap_mutex_lock(struct mutex *m);
void __real_sched_wake(struct thread *t, int result);
void __wrap_sched_wake(struct thread *t, int result);
void __real_plic_handle(void);
void __wrap_plic_handle(void);
void __real_plic_register(uint32_t irq, void (*handler)(void));
void __wrap_plic_register(uint32_t irq, void (*handler)(void));
void __real_disk_submit(struct disk_request *r);
void __wrap_disk_submit(struct disk_request *r);
nanosec_t __real_timer_now(void);
nanosec_t __wrap_timer_now(void);
void __real_timer_interrupt_at(nanosec_t when);
void __wrap_timer_interrupt_at(nanosec_t when);
void __real_cpu_switch(struct cpu_thread *from, struct cpu_thread *to);
void __wrap_cpu_switch(struct cpu_thread *from, struct cpu_thread *to);
__attribute__((noreturn)) void __real_power_off(int status);
__attribute__((noreturn)) void __wrap_power_off(int status);

/* All of the one hart's; the first is 0 when no schedule was asked for. */
static uint64_t state;
static bool in_interrupt;
static void (*disk_handler)(void);
static nanosec_t disk_time;              /* not of the clock's */
static uint64_t nswitches, sum;

void
shuffle_seed(uint64_t seed)
{
	if (seed != 0 && machine.nharts != 1)
		panic("seed= is for one hart");
	state = seed;
}

static uint64_t
draw(uint64_t below)
{
	state = state * 6364136223846793005ul + 1442695040888963407ul;
	return (state >> 33) % below;
}

/* An interrupt, and what runs when nothing else does, cannot give way. */
static bool
may_give_way(void)
{
	struct hart *h = this_hart();

	return state != 0 && !in_interrupt && h->ranks_held == 0 &&
	       h->running == thread_current() && h->idle != h->running;
}

static void
give_way(void)
{
	if (may_give_way() && draw(ODDS) == 0)
		for (uint64_t n = 1 + draw(YIELDS); n > 0; n--)
			sched_yield();
}

void
__wrap_spin_lock(struct spinlock *l)
{
	if (l != &sched_lock)
		give_way();
	watch_lock(l);
	__real_spin_lock(l);
}

void
__wrap_spin_unlock(struct spinlock *l)
{
	__real_spin_unlock(l);
	if (l != &sched_lock)
		give_way();
}

void
__wrap_mutex_lock(struct mutex *m)
{
	give_way();
	__real_mutex_lock(m);
}

/* The queue is a ring with its head in it: any place is one. */
void
__wrap_sched_wake(struct thread *t, int result)
{
	struct list *before = &t->link;

	__real_sched_wake(t, result);
	if (state == 0)
		return;
	for (uint64_t n = draw(PLACES); n > 0; n--)
		before = before->prev;
	if (before != &t->link) {
		list_remove(&t->link);
		list_insert_after(before->prev, &t->link);
	}
}

void
shuffle_interrupt(void (*handle)(void))
{
	in_interrupt = true;
	handle();
	in_interrupt = false;
}

void
__wrap_plic_handle(void)
{
	shuffle_interrupt(__real_plic_handle);
}

/*
 * The disk and the clock
 */

/* The disk's interrupt is left out: it would come when the host likes. */
void
__wrap_plic_register(uint32_t irq, void (*handler)(void))
{
	for (unsigned i = 0; state != 0 && i < machine.nvirtio; i++)
		if (machine.virtio[i].irq == irq) {
			disk_handler = handler;
			return;
		}
	__real_plic_register(irq, handler);
}

nanosec_t
__wrap_timer_now(void)
{
	return __real_timer_now() - disk_time;
}

void
__wrap_timer_interrupt_at(nanosec_t when)
{
	__real_timer_interrupt_at(when == NEVER ? when : when + disk_time);
	this_hart()->timer_at = when;
}

/*
 * Instructions since `start`, a nanosecond each, of which no part of a tick
 * may be left over: so some more are spent, 7 at a time, as that has no
 * divisor in common with the 100 of a tick.
 */
static nanosec_t
full_ticks(uint64_t start)
{
	uint64_t tick = NSEC_PER_SEC / machine.timebase_hz, rest, now;

	__asm__ volatile (
		"1: csrr %0, instret\n\t"
		"sub %1, %0, %2\n\t"
		"remu %1, %1, %3\n\t"
		"nop; nop; nop\n\t"
		"bnez %1, 1b"
		: "=&r"(now), "=&r"(rest) : "r"(start), "r"(tick));
	return now - start;
}

void
__wrap_disk_submit(struct disk_request *r)
{
	uint64_t start;

	__real_disk_submit(r);
	if (state == 0)
		return;
	start = csr_read(instret);
	while (!__atomic_load_n(&r->done, __ATOMIC_ACQUIRE))
		shuffle_interrupt(disk_handler);
	disk_time += full_ticks(start);
	timer_interrupt_at(this_hart()->timer_at);
}

void
shuffle_disk(void)
{
	if (may_give_way())
		for (uint64_t n = draw(DISK_TURNS); n > 0; n--)
			sched_yield();
}

/*
 * Was it the same?
 */

void
__wrap_cpu_switch(struct cpu_thread *from, struct cpu_thread *to)
{
	const struct proc *p = ((struct thread *)to)->proc;
	uint64_t pid = p != NULL ? (uint64_t)p->info.pid : 0;

	nswitches++;
	sum = (sum ^ pid) * 0x100000001b3ul;
	__real_cpu_switch(from, to);
}

void
__wrap_power_off(int status)
{
	if (state != 0)
		kprint("schedule: %lu switches, sum 0x%lx\n", nswitches, sum);
	__real_power_off(status);
}
