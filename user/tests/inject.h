/*
 * For every n from 1 on: an operation of which the n-th part fails, until n
 * is beyond its last. Needs the test kernel: run: KERNEL=test.
 */
#ifndef TESTS_INJECT_H
#define TESTS_INJECT_H

#include <fcntl.h>
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
	struct left l = { .blocks = blocks_free(), .inodes = inodes_free() };

	order("reclaim", 0);     /* caches and pools hold nothing back */
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

/*
 * op() does the whole operation and undoes it: 0, or the errno of the part of
 * it that failed, which must be `error` (or `other`); what had been done by
 * then is undone too. Prints how many faults it stood.
 */
static inline void every_failure(const char *kind, int (*op)(void), int error,
				 int other)
{
	int64_t failed = 1;
	int n;

	order(kind, 0);   /* makes the device file */
	CHECK_EQ(op(), 0);
	for (n = 1; failed > 0 && n < N_MAX; n++) {
		struct left before = left_now();

		for (int i = 0; i < ROUNDS && failed > 0; i++) {
			int got;

			order(kind, (uint64_t)n);
			got = op();
			failed = order(kind, 0);
			if (got != 0 && got != error)
				CHECK_EQ(got, other);
			CHECK(failed > 0 || got == 0);
			CHECK_EQ(op(), 0);
		}
		check_left(before);
	}
	CHECK(n > 2 && n < N_MAX);
	printf("%s: each of %d\n", kind, n - 2);
}

#endif
