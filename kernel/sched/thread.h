/*
 * Threads: the schedulable part of a process, and the kernel's own workers.
 *
 * States carry the textbook's names:
 *
 *	NEW --> READY <--> RUNNING --> ZOMBIE --> gone
 *	          ^           |
 *	          +- BLOCKED <+
 *
 * A kernel stack is mapped in a part of the kernel half that is for stacks
 * only, with as much unmapped below it, so that overflow faults at once.
 *
 * Fields marked (s) are guarded by sched_lock, (o) touched by the thread
 * itself only, (c) constant once the thread has started.
 */
#pragma once

#include "abi/proc.h"
#include "arch/cpu.h"
#include "lib/list.h"
#include "sched/timer.h"

#define STACK_PAGES   4
#define STACK_SIZE    (STACK_PAGES * PAGE_SIZE)
#define STACK_SPACING (2 * STACK_SIZE)

/* Bytes of address space that stacks can take with so much memory. */
#define STACKS_REACH(memory) ((memory) / STACK_SIZE * STACK_SPACING)

struct thread {
	struct cpu_thread cpu;        /* first: tp points here             */
	enum proc_state state;        /* (s)                               */
	struct list link;             /* (s) ready queue or a wait queue   */
	int wait_result;              /* (s) why the last wait ended       */
	bool interruptible;           /* (s) this wait ends when killed    */
	bool killed;                  /* (s) is to end                     */
	nanosec_t deadline;           /* (s) a wait's end, and             */
	struct list by_deadline;      /* (s) where it waits its turn       */
	nanosec_t slice_end;          /* (s) when it has run long enough   */
	nanosec_t switched_in;        /* (s)                               */
	nanosec_t cpu_time;           /* (s) up to the last switch         */
	struct space *space;          /* (o) NULL: a kernel thread         */
	struct proc *proc;            /* (o) NULL: a kernel thread         */
	const char *name;             /* (c)                               */
	struct fp_state fp;           /* (o) valid unless FS is Dirty      */
};

static inline struct thread *
thread_current(void)
{
	return (struct thread *)cpu_thread;
}

/* At boot, with the size of all memory, before the first thread_new(). */
void thread_init(size_t memory_bytes);

/*
 * A NEW thread with a kernel stack, to begin with fn(arg). NULL when memory
 * is out. thread_ready() sets it going.
 */
struct thread *thread_new(const char *name, void (*fn)(void *), void *arg);
void thread_ready(struct thread *t);

/* Starts a thread of the kernel's that runs fn(arg) and never returns.
   NULL when memory is out. */
struct thread *thread_start(const char *name, void (*fn)(void *), void *arg);

/* Ends the calling thread; the next one to run may be given its memory. */
__attribute__((noreturn)) void thread_exit(void);

/* Makes `t` end its interruptible waits and look at `attention` soon. */
void thread_kill(struct thread *t);

/*
 * Makes `t` look at `attention` soon, and takes it from what it waits for, if
 * that is interruptible, until thread_continue(): then the wait ends as if
 * woken, so its condition is looked at again.
 */
void thread_stop(struct thread *t);
void thread_continue(struct thread *t);

/* Processor time that `t` has used, and its state unless `state` is NULL. */
nanosec_t thread_inspect(struct thread *t, int *state);

/* The state of the calling thread's FP unit, for fork and exec. */
void thread_fp_copy(struct thread *to);
void thread_fp_reset(void);

/* An illegal-instruction trap: true when it only meant that the FP unit was
   off, which it is not any more. */
bool thread_fp_enable(void);
