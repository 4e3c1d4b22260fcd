/*
 * fork, exit and wait give back every frame and every kernel object, also
 * when parent and child both write to what they share.
 */
#include "procstate.h"

#define NROUNDS 100
#define SIZE (64 * 1024)

static char shared[SIZE];

static void
dirty(long value)
{
	memset(shared, (int)value, SIZE);
}

static void
fork_often(long rounds)
{
	for (long i = 0; i < rounds; i++) {
		pid_t pid = start_child(dirty, i);

		dirty(-i);
		CHECK_EXITED(reap(pid), 0);
	}
}

int
main(void)
{
	unsigned long nprocs = sysinfo_now().nprocs;

	check_no_leak(fork_often, NROUNDS);
	CHECK_EQ(sysinfo_now().nprocs, nprocs);
	return 0;
}
