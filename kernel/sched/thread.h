/*
 * Threads: the schedulable part of a process, and the kernel's own workers.
 *
 * States carry the textbook's names:
 *
 *	NEW --> READY <--> RUNNING --> ZOMBIE --> gone
 *	          ^           |
 *	          +- BLOCKED <+
 *
 * Fields marked (s) are guarded by sched_lock, (o) touched by the thread
 * itself only, (c) constant once the thread has started.
 */
#pragma once

#include "abi/proc.h"
#include "arch/cpu.h"
#include "lib/list.h"
#include "sched/timer.h"

struct kstack;
struct proc;
struct space;

struct thread {
	struct cpu_thread cpu;        /* first: tp points here             */
	enum proc_state state;        /* (s)                               */
	struct list link;             /* (s) ready queue or a wait queue   */
	int wait_result;              /* (s) why the last wait ended       */
	bool interruptible;           /* (s) this wait ends when killed    */
	bool killed;                  /* (s) is to end                     */
	struct timer timer;           /* (s) armed while waiting           */
	nanosec_t slice_end;          /* (s) when it has run long enough   */
	nanosec_t switched_in;        /* (s)                               */
	nanosec_t cpu_time;           /* (s) up to the last switch         */
	struct space *space;          /* (o) NULL: a kernel thread         */
	struct proc *proc;            /* (o) NULL: a kernel thread         */
	struct kstack *kstack;        /* (c)                               */
	const char *name;             /* (c)                               */
	struct hart *fp_hart;         /* (o) whose FP unit last had them   */
	struct fp_state fp;           /* (o) valid unless FS is Dirty      */
};

static inline struct thread *
thread_current(void)
{
	return (struct thread *)cpu_thread;
}

/*
 * A NEW thread with a kernel stack, to begin with fn(arg). NULL when memory
 * is out. thread_ready() sets it going; thread_discard() undoes thread_new().
 */
struct thread *thread_new(const char *name, void (*fn)(void *), void *arg);
void thread_ready(struct thread *t);
void thread_discard(struct thread *t);

/* Starts a thread of the kernel's that runs fn(arg) and never returns.
   NULL when memory is out. */
struct thread *thread_start(const char *name, void (*fn)(void *), void *arg);

/* Ends the calling thread; its memory is freed by the next to run. */
__attribute__((noreturn)) void thread_exit(void);

/* Makes `t` end its interruptible waits and look at `attention` soon. */
void thread_kill(struct thread *t);

/* State and processor time of a thread, for procinfo(). */
void thread_inspect(struct thread *t, int *state, nanosec_t *cpu_time);

/* Processor time that `t`, which runs on this hart, has used. */
nanosec_t thread_cpu_time(const struct thread *t);

/* The state of the calling thread's FP unit, for fork and exec. */
void thread_fp_copy(struct thread *to);
void thread_fp_reset(void);

/* An illegal-instruction trap: true when it only meant that the FP unit was
   off, which it is not any more. */
bool thread_fp_enable(void);
