/*
 * The kernel finds the machine's memory, whatever its size, and runs
 * processes in it; the argument is the size in MiB.
 *
 * run: CPUS=1 MEM=32M ARGS="32"
 * run: CPUS=1 MEM=128M ARGS="128"
 * run: CPUS=4 MEM=2G ARGS="2048"
 */
#include "procstate.h"

#define FRAMES_PER_MIB 256
#define OVERHEAD_MIB 6       /* firmware, kernel, its tables */
#define OVERHEAD_PART 32     /* and a small part of the rest */

static void
do_nothing(long unused)
{
	(void)unused;
}

int
main(int argc, char **argv)
{
	long mib, total = (long)sysinfo_now().frames_total / FRAMES_PER_MIB;

	CHECK_EQ(argc, 2);
	mib = atol(argv[1]);
	CHECK(total <= mib);
	CHECK(total >= mib - OVERHEAD_MIB - mib / OVERHEAD_PART);
	CHECK(frames_available() / FRAMES_PER_MIB > total / 2);
	CHECK_EXITED(run_child(do_nothing, 0), 0);
	return 0;
}
