/*
 * Pieces of heap and stack can be protected and unmapped: the heap's end goes
 * on growing from where it was, but does not shrink below the piece; the
 * stack goes on growing below it.
 */
#include "mapping.h"

static void
deep(long depth)
{
	volatile char frame[PAGE];

	frame[0] = 1;
	if (depth > 0)
		deep(depth - 1);
	frame[PAGE - 1] = frame[0];
}

int
main(void)
{
	char *heap, *stack = (char *)((long)&heap & -PAGE);

	sbrk((long)-(unsigned long)sbrk(0) & (PAGE - 1));
	heap = sbrk(4 * PAGE);
	CHECK_EQ(mprotect(heap + 2 * PAGE, 2 * PAGE, PROT_READ), 0);
	CHECK_EXITED(writes(heap + PAGE), 0);
	CHECK_KILLED(writes(heap + 3 * PAGE), SIGSEGV);
	CHECK(sbrk(PAGE) == heap + 4 * PAGE);
	heap[4 * PAGE] = 1;
	CHECK(sbrk(-PAGE) == heap + 5 * PAGE);
	CHECK_ERRNO(sbrk(-PAGE), EINVAL);
	CHECK_EQ(munmap(heap, PAGE), 0);
	CHECK_KILLED(reads(heap), SIGSEGV);
	CHECK_EQ(munmap(heap + PAGE, 3 * PAGE), 0);
	CHECK_KILLED(reads(heap + 3 * PAGE), SIGSEGV);
	CHECK(sbrk(2 * PAGE) == heap + 4 * PAGE);
	CHECK_EQ(heap[4 * PAGE], 0);
	heap[5 * PAGE] = 1;

	deep(20);
	CHECK_EQ(mprotect(stack - 10 * PAGE, PAGE, PROT_NONE), 0);
	CHECK_EXITED(run_child(deep, 5), 0);
	CHECK_KILLED(run_child(deep, 20), SIGSEGV);
	CHECK_EXITED(writes(stack - 100 * PAGE), 0);
	CHECK_EQ(mprotect(stack - 10 * PAGE, PAGE, RW), 0);
	CHECK_EXITED(run_child(deep, 200), 0);
	CHECK_EQ(munmap(stack - 20 * PAGE, PAGE), 0);
	CHECK_KILLED(reads(stack - 20 * PAGE), SIGSEGV);
	CHECK_EXITED(reads(stack - 21 * PAGE), 0);
	return 0;
}
