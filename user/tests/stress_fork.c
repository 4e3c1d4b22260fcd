/*
 * Four processes fork, exit and wait at once, as a tree of changing shape,
 * for two seconds: every child is reaped exactly once, nothing is left over.
 *
 * run: CPUS=1 MEM=128M
 * run: CPUS=4 MEM=32M
 * timeout: 30
 */
#include "procstate.h"

#define NPROCESSES 4
#define DURATION_NS (2 * NS_PER_S)
#define DEPTH_MAX 3

static void
grow_tree(long depth)
{
	for (long i = 0; i < depth; i++)
		start_child(grow_tree, depth - 1);
	reap_all();
}

static void
grow_trees(long end_ns)
{
	long rounds = 0;

	for (; now_ns() < end_ns; rounds++)
		CHECK_EXITED(run_child(grow_tree, rounds % DEPTH_MAX + 1), 0);
	CHECK(rounds > 0);
}

int
main(void)
{
	unsigned long nprocs = sysinfo_now().nprocs;
	long end_ns = now_ns() + DURATION_NS;

	for (int i = 0; i < NPROCESSES; i++)
		start_child(grow_trees, end_ns);
	reap_all();
	CHECK_EQ(sysinfo_now().nprocs, nprocs);
	return 0;
}
