/*
 * The kernel around the file system: see env.h.
 *
 * A thread that waits lets the next one that is ready continue. When none is,
 * the disk completes a request; when it has none, the clock jumps to the next
 * deadline; when there is none, nobody will ever run again: a deadlock.
 */
#include "abi/errno.h"
#include "disk.h"
#include "drivers/console.h"
#include "drivers/trace.h"
#include "drivers/plic.h"
#include "drivers/board.h"
#include "env.h"
#include "host.h"
#include "lib/list.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "lib/spinlock.h"
#include "lib/string.h"
#include "mm/page.h"
#include "sched/mutex.h"
#include "sched/sched.h"
#include "sched/thread.h"
#include "sched/timer.h"
#include "sched/waitq.h"

#define ARENA        ((void *)0x10000000ul)
#define CLOCK_STEP   100ul    /* ns that each look at the clock takes */
#define CAPTURE_SIZE 65536
#define SHUFFLE_ODDS 4

struct thread {
	struct list link;        /* ready list or a wait queue */
	struct list armed;       /* has a deadline             */
	struct host_routine *routine;
	nanosec_t deadline;
	bool timed_out;
	void (*fn)(void *);
	void *arg;
};

static struct thread *running;
static struct list ready = LIST_INIT(ready), armed = LIST_INIT(armed);
static nanosec_t now = 1;
static unsigned nlocks, nspawned;
static struct spinlock *held[NRANKS];
static bool shuffling;
static char capture[CAPTURE_SIZE];
static size_t captured;
static bool capturing;

/*
 * Threads
 */

static void
make_ready(struct thread *t)
{
	list_remove(&t->armed);
	list_push_back(&ready, &t->link);
}

static void
fire_earliest(void)
{
	struct thread *t, *first = NULL;

	LIST_FOR_EACH(t, &armed, armed)
		if (first == NULL || t->deadline < first->deadline)
			first = t;
	if (first == NULL)
		panic("every thread sleeps");
	now = MAX(now, first->deadline);
	first->timed_out = true;
	list_remove(&first->link);
	make_ready(first);
}

static struct thread *
pick(void)
{
	unsigned skip = 0;
	struct list *l;

	while (list_empty(&ready))
		if (!disk_complete_one())
			fire_earliest();
	if (shuffling)
		skip = (unsigned)host_random(SHUFFLE_ODDS);
	for (l = ready.next; skip > 0 && l->next != &ready; skip--)
		l = l->next;
	list_remove(l);
	return LIST_ENTRY(l, struct thread, link);
}

/* The running thread is on some list, or has ended. */
static void
switch_away(void)
{
	ASSERT(nlocks == 0);
	running = pick();
	host_switch(running->routine);
}

static void
yield(void)
{
	list_push_back(&ready, &running->link);
	switch_away();
}

void
env_maybe_switch(void)
{
	if (shuffling && nlocks == 0 && host_random(SHUFFLE_ODDS) == 0) {
		disk_complete_one();
		yield();
	}
}

void
sched_point(void)
{
	ASSERT(nlocks == 0);
	env_maybe_switch();
}

static void
thread_main(void *arg)
{
	struct thread *t = arg;

	t->fn(t->arg);
	nspawned--;
	switch_away();
}

static struct thread *
thread_make(void (*fn)(void *), void *arg)
{
	struct thread *t = host_memory(NULL, sizeof(*t), false);

	list_init(&t->link);
	list_init(&t->armed);
	t->fn = fn;
	t->arg = arg;
	t->routine = host_routine(thread_main, t);
	return t;
}

struct thread *
thread_start(const char *name, void (*fn)(void *), void *arg)
{
	struct thread *t = thread_make(fn, arg);

	(void)name;
	list_push_back(&ready, &t->link);
	return t;
}

void
env_spawn(void (*fn)(void *), void *arg)
{
	nspawned++;
	thread_start("test", fn, arg);
}

void
env_join(void)
{
	while (nspawned > 0)
		env_settle();
}

void
env_shuffle(bool on)
{
	shuffling = on;
}

/* The caller's own deadline is later than any that the file system sets. */
void
env_settle(void)
{
	static struct spinlock lock = SPINLOCK_INIT(RANK_FILE, "settle");
	static struct waitq q = WAITQ_INIT(q);

	spin_lock(&lock);
	waitq_sleep_until(&q, &lock, now + NSEC_PER_SEC);
	spin_unlock(&lock);
}

void
env_run(void (*fn)(void *), void *arg)
{
	struct thread *t = thread_make(fn, arg);

	running = t;
	host_switch(t->routine);
}

/*
 * Waiting
 */

int
waitq_wait(struct waitq *q, struct spinlock *lock, bool interruptible,
	   nanosec_t deadline)
{
	(void)interruptible;
	running->timed_out = false;
	if (deadline != NEVER) {
		running->deadline = deadline;
		list_push_back(&armed, &running->armed);
	}
	list_push_back(&q->waiters, &running->link);
	spin_unlock(lock);
	switch_away();
	spin_lock(lock);
	return running->timed_out ? WAITQ_TIMEOUT : 0;
}

void
waitq_wake(struct waitq *q, size_t max)
{
	struct list *l;

	for (; max > 0 && (l = list_pop_front(&q->waiters)) != NULL; max--)
		make_ready(LIST_ENTRY(l, struct thread, link));
}

void
mutex_lock(struct mutex *m)
{
	ASSERT(nlocks == 0 && m->owner != running);
	env_maybe_switch();
	while (m->owner != NULL) {
		list_push_back(&m->waiters.waiters, &running->link);
		switch_away();
	}
	m->owner = running;
}

void
mutex_unlock(struct mutex *m)
{
	ASSERT(m->owner == running);
	m->owner = NULL;
	waitq_wake(&m->waiters, 1);
}

bool
mutex_is_held(const struct mutex *m)
{
	return m->owner == running;
}

/* Checks the order of locks, and that nobody sleeps with one. */
void
spin_lock(struct spinlock *l)
{
	env_maybe_switch();
	ASSERT(!l->held);
	if (nlocks > 0 && held[nlocks - 1]->rank >= l->rank)
		panic("lock %s after %s", l->name, held[nlocks - 1]->name);
	held[nlocks++] = l;
	l->held = 1;
}

void
spin_unlock(struct spinlock *l)
{
	ASSERT(l->held && nlocks > 0);
	for (unsigned i = 0; i < nlocks; i++)
		if (held[i] == l)
			held[i] = held[--nlocks];
	l->held = 0;
}

void
spin_assert_held(const struct spinlock *l)
{
	ASSERT(l->held);
}

void
spin_assert_none_held(void)
{
	ASSERT(nlocks == 0);
}

/*
 * Time, output, memory
 */

nanosec_t
timer_now(void)
{
	return now += CLOCK_STEP;
}

nanosec_t
clock_realtime(void)
{
	return timer_now();
}

void
panic(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	host_print("panic: ");
	host_print_args(format, args);
	host_print("\n");
	va_end(args);
	__builtin_trap();
}

/* What does not fit is cut. */
static void
capture_add(const char *format, va_list args)
{
	size_t room = CAPTURE_SIZE - captured;
	size_t n = (size_t)__builtin_vsnprintf(capture + captured, room,
					       format, args);

	captured += MIN(n, room - 1);
}

void
kprint_args(const char *format, va_list args)
{
	if (capturing)
		capture_add(format, args);
	else
		host_print_args(format, args);
}

void
kprint(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	kprint_args(format, args);
	va_end(args);
}

/* No test opens the console. */
ssize_t
console_read(struct segments *to)
{
	(void)to;
	return -EIO;
}

ssize_t
console_write(struct segments *from)
{
	(void)from;
	return -EIO;
}

ssize_t
trace_read(struct segments *to)
{
	(void)to;
	return 0;
}

ssize_t
trace_write(struct segments *from)
{
	return (ssize_t)from->size;
}

void
env_capture(bool on)
{
	capturing = on;
	captured = 0;
	capture[0] = '\0';
}

const char *
env_captured(void)
{
	return capture;
}

void
page_clear(void *page)
{
	memset(page, 0, PAGE_SIZE);
}

void
page_copy(void *restrict to, const void *restrict from)
{
	memcpy(to, from, PAGE_SIZE);
}

/* page.c counts frames from physical address 0; the arena is far from it. */
void
env_start(size_t nframes)
{
	char *arena = host_memory(ARENA, nframes * PAGE_SIZE, false);
	paddr_t start = kernel_to_pa(arena);
	struct page *pages = host_memory(NULL, nframes * sizeof(*pages),
					 false);

	page_table_base = pages - (start >> PAGE_SHIFT);
	page_add_range(start, start + nframes * PAGE_SIZE);
}

static unsigned refuse_nth;
static bool refused;

bool __real_page_promise(size_t n);
bool __wrap_page_promise(size_t n);

void
env_refuse_promise(unsigned nth)
{
	refuse_nth = nth;
	refused = false;
}

bool
env_refused(void)
{
	return refused;
}

/* The linker calls this one for the file system's page_promise(). */
bool
__wrap_page_promise(size_t n)
{
	if (refuse_nth > 0 && --refuse_nth == 0)
		refused = true;
	return !refused && __real_page_promise(n);
}
