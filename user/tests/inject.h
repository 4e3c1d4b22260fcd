/*
 * For every n from 1 on: an operation of which the n-th part fails, until n
 * is beyond its last. Needs the test kernel: run: KERNEL=test.
 */
#ifndef TESTS_INJECT_H
#define TESTS_INJECT_H

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "../../tests/kernel/order.h"
#include "procstate.h"

#define TEST_DEVICE "/tmp/test-device"
#define ROUNDS      16   /* of each n: a frame lost each time is seen */
#define N_MAX       500  /* no operation has as many parts            */

/* Gives the test kernel an order: its answer. */
static inline int64_t order(const char *name, uint64_t value)
{
	static int fd = -1;
	struct order o = { .value = value };
	int64_t answer;

	if (fd < 0) {
		mknod(TEST_DEVICE, S_IFCHR | 0600, MAKEDEV(TEST_MAJOR, 0));
		fd = open(TEST_DEVICE, O_RDWR | O_CLOEXEC);
	}
	strcpy(o.name, name);
	CHECK_EQ(write(fd, &o, sizeof(o)), sizeof(o));
	CHECK_EQ(read(fd, &answer, sizeof(answer)), sizeof(answer));
	return answer;
}

/* What may be left behind of a few failures. */
struct left { long frames, objects, blocks, inodes, nprocs; };

static inline struct left left_now(void)
{
	struct left l = { 0 };

	sync();                  /* frees what could not be freed before */
	order("reclaim", 0);     /* caches and pools hold nothing back   */
	l.blocks = blocks_free();
	l.inodes = inodes_free();
	l.frames = frames_available();
	l.objects = (long)sysinfo_now().objects;
	l.nprocs = (long)sysinfo_now().nprocs;
	return l;
}

/* ROUNDS failures in a row have cost less than one of anything each. */
static inline void check_left(struct left before)
{
	struct left now = left_now();

	CHECK(before.frames - now.frames < ROUNDS);
	CHECK(now.objects - before.objects < ROUNDS);
	CHECK_EQ(now.blocks, before.blocks);
	CHECK_EQ(now.inodes, before.inodes);
	CHECK_EQ(now.nprocs, before.nprocs);
}

/* The end of a child as an errno: its exit status is one, SIGKILL and SIGBUS
   say that a page it touched could not be had or read. */
static inline int child_error(pid_t pid)
{
	int status = reap(pid);

	if (!WIFSIGNALED(status))
		return WEXITSTATUS(status);
	CHECK(WTERMSIG(status) == SIGKILL || WTERMSIG(status) == SIGBUS);
	return WTERMSIG(status) == SIGKILL ? ENOMEM : EIO;
}

/* op() in a process group of its own, with the n-th fault: its result. */
static inline int run_op(const char *kind, int n, int (*op)(void))
{
	long nprocs = (long)sysinfo_now().nprocs;
	pid_t pid = fork_checked();
	int error;

	if (pid == 0) {
		CHECK_EQ(setpgid(0, 0), 0);
		order(kind, (uint64_t)n);
		_exit(op());
	}
	error = child_error(pid);
	while ((long)sysinfo_now().nprocs > nprocs)
		sched_yield();           /* a killed one's children */
	return error;
}

/*
 * op() first undoes what an earlier one may have left, then does the whole
 * operation and undoes it: 0, or the errno of the part of it that failed,
 * which must be `error` (or `other`). Prints how many faults it stood.
 */
static inline void every_failure(const char *kind, int (*op)(void), int error,
				 int other)
{
	int64_t failed = 1;
	int n;

	order(kind, 0);          /* makes the device file */
	CHECK_EQ(run_op(kind, 0, op), 0);
	for (n = 1; failed > 0 && n < N_MAX; n++) {
		struct left before = left_now();

		for (int i = 0; i < ROUNDS && failed > 0; i++) {
			int got = run_op(kind, n, op);

			failed = order(kind, 0);
			if (got != 0 && got != error)
				CHECK_EQ(got, other);
			CHECK(failed > 0 || got == 0);
			CHECK_EQ(run_op(kind, 0, op), 0);
		}
		check_left(before);
	}
	CHECK(n > 2 && n < N_MAX);
	printf("%s: each of %d\n", kind, n - 2);
}

#endif
