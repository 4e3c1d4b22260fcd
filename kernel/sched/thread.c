/*
 * Threads: see thread.h.
 */
#include "arch/sbi.h"
#include "arch/trapframe.h"
#include "lib/panic.h"
#include "lib/spinlock.h"
#include "mm/object.h"
#include "mm/space.h"
#include "sched/kstack.h"
#include "sched/sched.h"
#include "sched/waitq.h"

static struct object_cache thread_cache =
	OBJECT_CACHE(thread_cache, "thread", struct thread);

/* The first call of a new thread, from switch.S. */
__attribute__((noreturn)) static void
thread_begin(void (*fn)(void *), void *arg)
{
	sched_switched();
	fn(arg);
	panic("thread %s returned", thread_current()->name);
}

struct thread *
thread_new(const char *name, void (*fn)(void *), void *arg)
{
	struct thread *t = object_alloc(&thread_cache);

	if (t == NULL)
		return NULL;
	t->kstack = kstack_get();
	if (t->kstack == NULL) {
		object_free(&thread_cache, t);
		return NULL;
	}
	t->name = name;
	t->state = PROC_NEW;
	list_init(&t->link);
	t->cpu.hart = this_hart();
	t->cpu.frame = (struct trapframe *)(t->kstack->base + KSTACK_SIZE) - 1;
	t->cpu.context = (struct context){
		.ra = (uintptr_t)cpu_thread_entry,
		.sp = (uintptr_t)t->cpu.frame,
		.s = { (uintptr_t)fn, (uintptr_t)arg,
		       (uintptr_t)thread_begin },
	};
	return t;
}

void
thread_ready(struct thread *t)
{
	spin_lock(&sched_lock);
	sched_make_ready(t);
	spin_unlock(&sched_lock);
}

void
thread_discard(struct thread *t)
{
	kstack_put(t->kstack);
	object_free(&thread_cache, t);
}

struct thread *
thread_start(const char *name, void (*fn)(void *), void *arg)
{
	struct thread *t = thread_new(name, fn, arg);

	if (t != NULL)
		thread_ready(t);
	return t;
}

void
thread_exit(void)
{
	struct hart *h = this_hart();

	spin_lock(&sched_lock);
	ASSERT(h->dead == NULL);
	h->dead = thread_current();
	sched_leave(PROC_ZOMBIE);
	panic("thread %s runs after its end", thread_current()->name);
}

void
thread_kill(struct thread *t)
{
	spin_lock(&sched_lock);
	t->killed = true;
	__atomic_fetch_or(&t->cpu.attention, ATTEND_SIGNAL, __ATOMIC_RELAXED);
	if (t->state == PROC_BLOCKED && t->interruptible)
		sched_wake(t, -EINTR);
	else if (t->state == PROC_RUNNING && t->cpu.hart != this_hart())
		sbi_send_ipi(t->cpu.hart->id);
	spin_unlock(&sched_lock);
}

nanosec_t
thread_cpu_time(const struct thread *t)
{
	return t->cpu_time + timer_now() - t->switched_in;
}

void
thread_inspect(struct thread *t, int *state, nanosec_t *cpu_time)
{
	spin_lock(&sched_lock);
	*state = t->state;
	*cpu_time = t->cpu_time;
	if (t->state == PROC_RUNNING)
		*cpu_time = thread_cpu_time(t);
	spin_unlock(&sched_lock);
}

static void
fp_set_status(uint64_t status)
{
	csr_clear(sstatus, SSTATUS_FS);
	csr_set(sstatus, status);
}

void
thread_fp_copy(struct thread *to)
{
	struct thread *t = thread_current();

	if ((csr_read(sstatus) & SSTATUS_FS) == SSTATUS_FS_DIRTY) {
		fp_save(&t->fp);
		fp_set_status(SSTATUS_FS_CLEAN);
	}
	to->fp = t->fp;
}

void
thread_fp_reset(void)
{
	struct thread *t = thread_current();

	t->fp = (struct fp_state){ .fcsr = 0 };
	t->fp_hart = NULL;
	fp_set_status(SSTATUS_FS_OFF);
}

bool
thread_fp_enable(void)
{
	struct thread *t = thread_current();

	if ((csr_read(sstatus) & SSTATUS_FS) != SSTATUS_FS_OFF)
		return false;
	fp_set_status(SSTATUS_FS_CLEAN);
	fp_load(&t->fp);
	fp_set_status(SSTATUS_FS_CLEAN);     /* loading made it dirty */
	t->fp_hart = this_hart();
	t->fp_hart->fp_owner = t;
	return true;
}
