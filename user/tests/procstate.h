/*
 * Watching other processes and the kernel's counters: procinfo() and
 * sysinfo() in the forms that tests want.
 */
#ifndef TESTS_PROCSTATE_H
#define TESTS_PROCSTATE_H

#include <sprout.h>

#include "check.h"

#define NO_PROCESS (-1)
#define PATIENCE_NS (5 * NS_PER_S)   /* for what must happen very soon */

/* Reads the entry of process `pid`; 0 when there is none. */
static inline int proc_find(pid_t pid, struct procinfo *info)
{
	return procinfo(pid - 1, info, 1) == 1 && info->pid == pid;
}

/* Processor time that process `pid` has used. */
static inline unsigned long proc_cpu_ns(pid_t pid)
{
	struct procinfo info;

	CHECK(proc_find(pid, &info));
	return info.cpu_ns;
}

/* The state of process `pid`, or NO_PROCESS. */
static inline int proc_state(pid_t pid)
{
	struct procinfo info;

	return proc_find(pid, &info) ? info.state : NO_PROCESS;
}

/* Lets others run until `pid` is in `state`; fails when it never is. */
static inline void await_state(pid_t pid, int state)
{
	long give_up = now_ns() + PATIENCE_NS;

	while (proc_state(pid) != state) {
		if (now_ns() > give_up)
			CHECK_EQ(proc_state(pid), state);
		sched_yield();
	}
}

static inline struct sysinfo sysinfo_now(void)
{
	struct sysinfo info;

	CHECK_EQ(sysinfo(&info), 0);
	return info;
}

/* Frames that programs could still get, dirty file blocks written back. */
static inline long frames_available(void)
{
	struct sysinfo info;

	sync();
	info = sysinfo_now();
	return (long)info.frames_free + (long)info.frames_reclaimable -
	       (long)info.frames_promised;
}

/* Free blocks and inodes of the disk once all that was removed is freed. */
static inline long blocks_free(void)
{
	sync();
	return (long)sysinfo_now().blocks_free;
}

static inline long inodes_free(void)
{
	sync();
	return (long)sysinfo_now().inodes_free;
}

/*
 * Runs body(rounds) twice and checks that the second run keeps less than a
 * quarter frame and a quarter kernel object a round: the first fills caches
 * and free lists, a leak shows in both.
 */
static inline void check_no_leak(void (*body)(long rounds), long rounds)
{
	long frames, objects;

	body(rounds);
	frames = frames_available();
	objects = (long)sysinfo_now().objects;
	body(rounds);
	CHECK(frames - frames_available() < rounds / 4);
	CHECK((long)sysinfo_now().objects - objects < rounds / 4);
}

#endif
