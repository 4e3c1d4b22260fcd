/*
 * Growing, touching and shrinking the heap, also sparsely over a wide range,
 * keeps no frame: page-table pages come back too.
 */
#include "procstate.h"

#define NROUNDS 40
#define SPREAD (8 * 1024 * 1024)
#define STRIDE (1024 * 1024)

static void
grow_and_shrink(long rounds)
{
	for (long i = 0; i < rounds; i++) {
		char *start = sbrk(SPREAD);

		CHECK(start != (char *)-1);
		for (long at = 0; at < SPREAD; at += STRIDE)
			start[at] = 1;
		CHECK(sbrk(-SPREAD) == start + SPREAD);
	}
}

static void
in_child(long rounds)
{
	for (long i = 0; i < rounds; i++)
		CHECK_EXITED(run_child(grow_and_shrink, 1), 0);
}

int
main(void)
{
	check_no_leak(grow_and_shrink, NROUNDS);
	check_no_leak(in_child, NROUNDS);
	return 0;
}
