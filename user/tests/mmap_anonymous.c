/*
 * Anonymous memory reads as zeros, keeps what is written, is copied by fork
 * and private afterwards, does not move the heap, and is gone after munmap.
 */
#include "mapping.h"

#define NPAGES 600          /* more than one page table maps */

static char *memory;

static void
child(long unused)
{
	(void)unused;
	CHECK_EQ(memory[PAGE], 2);
	memory[PAGE] = 99;
}

int
main(void)
{
	char *heap = sbrk(0);

	memory = map_zeros(NPAGES);
	CHECK(memory > heap);
	for (long i = 0; i < NPAGES; i++) {
		CHECK_EQ(memory[i * PAGE + i], 0);
		memory[i * PAGE] = (char)(i + 1);
	}
	CHECK_EXITED(run_child(child, 0), 0);
	for (long i = 0; i < NPAGES; i++)
		CHECK_EQ(memory[i * PAGE], (char)(i + 1));
	CHECK(sbrk(0) == heap);
	CHECK_EQ(munmap(memory, NPAGES * PAGE), 0);
	CHECK_KILLED(reads(memory), SIGSEGV);
	CHECK_KILLED(writes(memory + (NPAGES - 1) * PAGE), SIGSEGV);
	CHECK_EQ(munmap(memory, NPAGES * PAGE), 0);
	memory = map_zeros(NPAGES);
	CHECK_EQ(memory[PAGE], 0);
	return 0;
}
