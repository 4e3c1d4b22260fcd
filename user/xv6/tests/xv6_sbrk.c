/*
 * sbrk() and sbrklazy() give the old end of the heap, byte by byte and by
 * pages; what is new is zero, what was given back is gone and zero again.
 */
#include "check.h"

#define NBYTES 5000
#define NPAGES 20

static void
touch(long address)
{
	*(volatile char *)address = 1;
}

static void
check_pages(char *(*move)(int))
{
	char *start = sbrk(0);

	CHECK_EQ(move(NPAGES * PGSIZE), start);
	CHECK_EQ(sbrk(0), start + NPAGES * PGSIZE);
	for (char *p = start; p < sbrk(0); p += PGSIZE) {
		CHECK_EQ(*p, 0);
		*p = 1;
	}
	CHECK_EQ(sbrk(-NPAGES * PGSIZE), start + NPAGES * PGSIZE);
	CHECK_EQ(sbrk(0), start);
	CHECK_EQ(run_child(touch, (long)start + PGSIZE), -1);
}

int
main(void)
{
	char *end = sbrk(0);

	for (int i = 0; i < NBYTES; i++) {
		CHECK_EQ(sbrk(1), end);
		CHECK_EQ(*end, 0);
		*end++ = 1;
	}
	CHECK_EQ(sbrk(-NBYTES), end);
	CHECK_EQ((uint64)sbrk(0) % PGSIZE, 0);
	check_pages(sbrk);
	check_pages(sbrklazy);
	CHECK_EQ(run_child(touch, (long)sbrk(0)), -1);
	exit(0);
}
