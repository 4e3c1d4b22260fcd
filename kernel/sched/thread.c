/*
 * Threads: see thread.h.
 *
 * A thread that is gone waits in the pool, with its stack still mapped, to
 * become the next new one: so fork and exit change no kernel mapping. The pool
 * gives way when memory is short.
 *
 * A hart may know stale things of a place: an older frame, or that nothing is
 * mapped there (privileged specification, section 4.2.1). So each mapping of
 * a stack begins an epoch, and a hart forgets all it knows before it touches
 * a stack in an epoch that is new to it: stacks_see(). No other hart need be
 * told anything, as nothing but its thread looks at a stack.
 *
 * Locks: sched_lock guards the pool and next_stack.
 */
#include "arch/sbi.h"
#include "arch/trapframe.h"
#include "lib/panic.h"
#include "mm/object.h"
#include "mm/space.h"
#include "sched/mutex.h"
#include "sched/sched.h"
#include "sched/waitq.h"

#define FIRST_STACK (KERNEL_STACKS_BASE + STACK_SIZE)

static struct object_cache thread_cache =
	OBJECT_CACHE(thread_cache, "thread", struct thread);
static struct list pool = LIST_INIT(pool);
static uintptr_t stacks_end;     /* (c) of the addresses for stacks */
static uintptr_t next_stack = FIRST_STACK;   /* no free place is below */

uint32_t stack_epoch;

static void
stack_unmap(struct thread *t)
{
	pagetable_drop(kernel_root, t->cpu.stack, t->cpu.stack + STACK_SIZE, 0);
}

static size_t
pool_reclaim(size_t want)
{
	struct thread *t;
	size_t got;

	spin_lock(&sched_lock);
	for (got = 0; got < want && !list_empty(&pool); got += STACK_PAGES) {
		t = LIST_FIRST(&pool, struct thread, link);
		list_remove(&t->link);
		page_reclaimable_add(-STACK_PAGES);
		stack_unmap(t);
		next_stack = MIN(next_stack, t->cpu.stack);
		object_free(&thread_cache, t);
	}
	spin_unlock(&sched_lock);
	return got;
}

void
thread_init(size_t memory_bytes)
{
	stacks_end = KERNEL_STACKS_BASE + STACKS_REACH(memory_bytes);
	page_reclaimer_add(pool_reclaim);
}

/* A thread of the pool, or NULL. Its frames stop being reclaimable, which they
   may only if they are promised to nobody. */
static struct thread *
pool_take(void)
{
	struct thread *t = NULL;

	spin_lock(&sched_lock);
	if (!list_empty(&pool) && page_promise(STACK_PAGES)) {
		t = LIST_FIRST(&pool, struct thread, link);
		list_remove(&t->link);
		page_reclaimable_add(-STACK_PAGES);
		page_unpromise(STACK_PAGES);
	}
	spin_unlock(&sched_lock);
	return t;
}

/* Maps a stack for `t` at the first place that has none; false when memory is
   out. The mutex: of two that need the same new table only one may make it. */
static bool
stack_map(struct thread *t)
{
	static struct mutex mapping = MUTEX_INIT(mapping);
	size_t n = 0;
	pte_t *pte;
	void *frame;
	bool taken;

	mutex_lock(&mapping);
	do {
		spin_lock(&sched_lock);
		t->cpu.stack = next_stack;
		next_stack += STACK_SPACING;
		if (next_stack >= stacks_end)
			next_stack = FIRST_STACK;
		spin_unlock(&sched_lock);
		pte = pagetable_walk_to(kernel_root, t->cpu.stack, 0, true);
		spin_lock(&sched_lock);          /* pool_reclaim() has it */
		taken = pte != NULL && *pte != 0;
		spin_unlock(&sched_lock);
	} while (taken);
	while (pte != NULL && n < STACK_PAGES && (frame = page_alloc()) != NULL)
		pte[n++] = pte_make(kernel_to_pa(frame), PTE_KERNEL_RW);
	__atomic_fetch_add(&stack_epoch, 1, __ATOMIC_RELAXED);
	if (n < STACK_PAGES)
		stack_unmap(t);
	mutex_unlock(&mapping);
	return n == STACK_PAGES;
}

/* The first call of a new thread, from switch.S. */
__attribute__((noreturn)) static void
thread_begin(void (*fn)(void *), void *arg)
{
	spin_unlock(&sched_lock);        /* as after any switch */
	fn(arg);
	panic("thread %s returned", thread_current()->name);
}

struct thread *
thread_new(const char *name, void (*fn)(void *), void *arg)
{
	struct thread *t = pool_take();
	struct trapframe *frame;
	uintptr_t stack;

	if (t == NULL) {
		t = object_alloc(&thread_cache);
		if (t == NULL)
			return NULL;
		if (!stack_map(t)) {
			object_free(&thread_cache, t);
			return NULL;
		}
	}
	stacks_see(this_hart());
	stack = t->cpu.stack;
	frame = (struct trapframe *)(stack + STACK_SIZE) - 1;
	*t = (struct thread){
		.cpu.stack = stack, .name = name, .state = PROC_NEW,
		.cpu.frame = frame,
		.cpu.context = {
			.ra = (uintptr_t)cpu_thread_entry,
			.sp = (uintptr_t)frame,
			.s = { (uintptr_t)fn, (uintptr_t)arg,
			       (uintptr_t)thread_begin },
		},
	};
	list_init(&t->link);
	list_init(&t->by_deadline);
	return t;
}

void
thread_ready(struct thread *t)
{
	spin_lock(&sched_lock);
	sched_wake(t, 0);
	spin_unlock(&sched_lock);
}

struct thread *
thread_start(const char *name, void (*fn)(void *), void *arg)
{
	struct thread *t = thread_new(name, fn, arg);

	if (t != NULL)
		thread_ready(t);
	return t;
}

/* Nobody can take it from the pool before it has left its stack: sched_lock
   is held until then. */
void
thread_exit(void)
{
	spin_lock(&sched_lock);
	list_push_front(&pool, &thread_current()->link);
	page_reclaimable_add(STACK_PAGES);
	sched_leave(PROC_ZOMBIE);
	panic("thread %s runs after its end", thread_current()->name);
}

/* Makes `t` look at its signals before it returns to its program; true if it
   sleeps where a signal may reach it. */
static bool
call_attention(struct thread *t)
{
	spin_assert_held(&sched_lock);
	__atomic_fetch_or(&t->cpu.attention, ATTEND_SIGNAL, __ATOMIC_RELAXED);
	if (t->state == PROC_RUNNING && t->cpu.hart != this_hart())
		sbi_send_ipi(t->cpu.hart->id);
	return t->state == PROC_BLOCKED && t->interruptible;
}

void
thread_kill(struct thread *t)
{
	spin_lock(&sched_lock);
	t->killed = true;
	if (call_attention(t))
		sched_wake(t, -EINTR);
	spin_unlock(&sched_lock);
}

void
thread_stop(struct thread *t)
{
	spin_lock(&sched_lock);
	if (call_attention(t)) {
		list_remove(&t->by_deadline);
		list_remove(&t->link);
		list_push_back(&waitq_stopped.waiters, &t->link);
	}
	spin_unlock(&sched_lock);
}

void
thread_continue(struct thread *t)
{
	spin_lock(&sched_lock);
	if (t->state == PROC_BLOCKED && t->interruptible)
		sched_wake(t, 0);
	spin_unlock(&sched_lock);
}

nanosec_t
thread_inspect(struct thread *t, int *state)
{
	nanosec_t cpu_time;

	spin_lock(&sched_lock);
	if (state != NULL)
		*state = t->state;
	cpu_time = t->cpu_time;
	if (t->state == PROC_RUNNING)
		cpu_time += timer_now() - t->switched_in;
	spin_unlock(&sched_lock);
	return cpu_time;
}

void
thread_fp_copy(struct thread *to)
{
	struct thread *t = thread_current();

	if ((csr_read(sstatus) & SSTATUS_FS) == SSTATUS_FS_DIRTY)
		fp_save(&t->fp);
	to->fp = t->fp;
}

void
thread_fp_reset(void)
{
	thread_current()->fp = (struct fp_state){ .fcsr = 0 };
	csr_clear(sstatus, SSTATUS_FS);
}

bool
thread_fp_enable(void)
{
	if ((csr_read(sstatus) & SSTATUS_FS) != SSTATUS_FS_OFF)
		return false;
	csr_set(sstatus, SSTATUS_FS_CLEAN);
	fp_load(&thread_current()->fp);
	/* That made it Dirty, which is Clean with one bit more. */
	csr_clear(sstatus, SSTATUS_FS_DIRTY & ~SSTATUS_FS_CLEAN);
	return true;
}
