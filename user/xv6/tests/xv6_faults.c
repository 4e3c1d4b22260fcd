/*
 * A process that touches what is not its own ends with status -1, and nobody
 * else does: null, below and behind its memory, its text for writing, kernel
 * memory, addresses that are none.
 */
#include "check.h"

#define NKERNEL    20
#define STEP       100000
#define TOP_BIT    63

static void
read_from(long address)
{
	CHECK_EQ(*(volatile char *)address, 0);
}

static void
write_to(long address)
{
	*(volatile char *)address = 1;
}

static void
check_forbidden(uint64 address)
{
	CHECK_EQ(run_child(read_from, (long)address), -1);
	CHECK_EQ(run_child(write_to, (long)address), -1);
}

int
main(void)
{
	check_forbidden(0);
	check_forbidden(PGSIZE);
	check_forbidden((uint64)sbrk(0));
	check_forbidden(0x80000000);
	check_forbidden(TRAMPOLINE);
	check_forbidden(TRAPFRAME);
	check_forbidden((uint64)-1);
	CHECK_EQ(run_child(write_to, (long)&main), -1);
	CHECK_EQ(run_child(write_to, (long)"constant"), -1);
	for (int i = 0; i < NKERNEL; i++)
		check_forbidden(KERNBASE + (uint64)i * STEP);
	for (int bit = 38; bit <= TOP_BIT; bit++)
		check_forbidden(1UL << bit);
	exit(0);
}
