/*
 * sbrk() by absurd sizes is SBRK_ERROR and changes nothing: more than there is
 * memory, up to the largest and the smallest int, below the heap's beginning.
 * Memory can be had afterwards.
 */
#include "check.h"

static const int absurd[] = {
	0x40000000, 0x7fffffff, -0x7fffffff - 1, -0x7fffffff, -0x40000000,
	0x7ffff000,
};

int
main(void)
{
	char *start = sbrk(0), *end;
	int size = (int)(uint64)start;

	for (uint i = 0; i < COUNT(absurd); i++) {
		CHECK_EQ(sbrk(absurd[i]), SBRK_ERROR);
		CHECK_EQ(sbrklazy(absurd[i]), SBRK_ERROR);
		CHECK_EQ(sbrk(0), start);
	}
	CHECK_EQ(sbrk(-1), SBRK_ERROR);
	CHECK_EQ(sbrk(-PGSIZE), SBRK_ERROR);
	CHECK_EQ(sbrk(-size), SBRK_ERROR);
	CHECK_EQ(sbrk(10 * PGSIZE + 2048), start);
	CHECK_EQ(sbrk(-10), start + 10 * PGSIZE + 2048);
	end = sbrk(0);
	end[-1] = 'x';
	CHECK_EQ(sbrk(-(int)(end - start)), end);
	CHECK_EQ(sbrk(0), start);
	start = sbrk(PGSIZE);
	CHECK(start != SBRK_ERROR);
	CHECK_EQ(*start, 0);
	exit(0);
}
