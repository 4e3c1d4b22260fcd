/* Stands in for kernel/sched/thread.h: see sched.h here. */
#ifndef SCHED_THREAD_H
#define SCHED_THREAD_H

struct thread *thread_start(const char *name, void (*fn)(void *), void *arg);

#endif
