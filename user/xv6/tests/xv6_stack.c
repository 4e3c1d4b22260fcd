/*
 * The stack is USERSTACK pages below the heap: they can be used, one page more
 * below meets the guard and ends the process, and the heap is above it.
 */
#include "check.h"

static void
read_below(long unused)
{
	(void)unused;
	CHECK_EQ(*(volatile char *)(r_sp() - USERSTACK * PGSIZE), 0);
}

static void
use(volatile char *caller, int npages)
{
	volatile char page[PGSIZE];

	page[0] = *caller;
	if (npages > 1)
		use(page, npages - 1);
	page[PGSIZE - 1] = *caller;
}

static void
use_pages(long n)
{
	volatile char c = 1;

	use(&c, (int)n);
}

int
main(void)
{
	CHECK(r_sp() < (uint64)sbrk(0));
	CHECK((uint64)sbrk(0) - r_sp() < USERSTACK * PGSIZE + PGSIZE);
	CHECK((uint64)&main < r_sp());
	CHECK_EQ(run_child(use_pages, USERSTACK - 2), 0);
	CHECK_EQ(run_child(use_pages, USERSTACK + 1), -1);
	CHECK_EQ(run_child(read_below, 0), -1);
	exit(0);
}
