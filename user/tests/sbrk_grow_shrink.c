/*
 * sbrk() returns the old end of the heap; grown memory is zero and can be
 * used, memory given back faults, and memory grown again is zero again.
 */
#include <signal.h>

#include "check.h"

#define SIZE (3 * 4096 + 100)
#define MARK 0x77

static void
touch(long address)
{
	*(volatile char *)address = 1;
}

static void
expect_zero(const char *p, long size)
{
	for (long i = 0; i < size; i++)
		CHECK_EQ(p[i], 0);
}

int
main(void)
{
	char *start = sbrk(0), *p;

	CHECK(start != (char *)-1);
	CHECK(sbrk(SIZE) == start);
	CHECK(sbrk(0) == start + SIZE);
	expect_zero(start, SIZE);
	memset(start, MARK, SIZE);
	CHECK(sbrk(-SIZE) == start + SIZE);
	CHECK(sbrk(0) == start);
	CHECK(sbrk(SIZE) == start);
	expect_zero(start, SIZE);
	memset(start, MARK, SIZE);
	p = sbrk(SIZE);
	CHECK(p == start + SIZE);
	CHECK_EQ(start[SIZE - 1], MARK);
	CHECK(sbrk(-2 * SIZE) == start + 2 * SIZE);
	CHECK_KILLED(run_child(touch, (long)start + SIZE), SIGSEGV);
	CHECK_KILLED(run_child(touch, (long)start + 2 * SIZE), SIGSEGV);
	return 0;
}
