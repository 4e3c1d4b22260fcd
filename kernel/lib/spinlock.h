/*
 * Spin locks.
 *
 * The kernel runs with interrupts off (sched.h says where it opens a window),
 * so a spin lock need not care for interrupts: no handler can run on this
 * hart while one is held. A holder does not sleep, does not open an interrupt
 * window, does not copy from or to user memory and does not call
 * page_alloc().
 *
 * Lock order: the ranks below rise along every path of the kernel; DEBUG=1
 * builds assert it at each spin_lock. They follow the layers, top first.
 */
#pragma once

#include "arch/types.h"

enum lock_rank {
	RANK_PROC_TREE,      /* proc: parents, children, pids, zombies     */
	RANK_FILE,           /* fs: an open file's position and count      */
	RANK_INODE_TABLE,    /* fs: which inodes are in memory             */
	RANK_LOG,            /* fs: the open transaction                   */
	RANK_CACHE,          /* fs: the block cache's hash and lists       */
	RANK_UART,           /* drivers: output ring                       */
	RANK_DISK,           /* drivers: virtqueue                         */
	RANK_MUTEX,          /* sched: waiting for mutexes                 */
	RANK_SCHED,          /* sched: thread states, ready and wait queues */
	RANK_OBJECT,         /* mm: one object cache                       */
	RANK_PAGE,           /* mm: page frames                            */
	NRANKS,
};

struct hart;

struct spinlock {
	uint32_t held;           /* atomic                        */
	enum lock_rank rank;     /* checked by DEBUG=1 builds     */
	const char *name;
	struct hart *holder;     /* known in them; NULL: nobody   */
};

#define SPINLOCK_INIT(rank_, name_) { .rank = rank_, .name = name_ }

#ifdef DEBUG
void spin_lock(struct spinlock *l);
void spin_unlock(struct spinlock *l);
void spin_assert_held(const struct spinlock *l);
void spin_assert_none_held(void);

/* Prints the names of the spin locks that a hart holds, for a panic. */
void spin_print_held(const struct hart *h);
#define spin_find_held()        ((void)0)
#else
static inline void spin_lock(struct spinlock *l)
{
	while (UNLIKELY(__atomic_exchange_n(&l->held, 1, __ATOMIC_ACQUIRE)))
		while (__atomic_load_n(&l->held, __ATOMIC_RELAXED))
			;
}

static inline void spin_unlock(struct spinlock *l)
{
	__atomic_store_n(&l->held, 0, __ATOMIC_RELEASE);
}

#define spin_assert_held(lock)  ((void)(lock))
#define spin_assert_none_held() ((void)0)
#define spin_print_held(hart)   ((void)(hart))

/* Prints the names of those that anybody holds, for a panic. */
void spin_find_held(void);
#endif
