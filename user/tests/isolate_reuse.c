/*
 * Memory that held another process's data is zero for the next: a program
 * fills most of memory, as mappings, heap and stack, and ends; all that the
 * next is given reads as zeros.
 *
 * run: MEM=32M
 * run: MEM=32M CPUS=4
 */
#include "mapping.h"

#define SECRET  0x5ec2e75ec2e75ec2l
#define NROUNDS 3
#define DEEP    (64 * PAGE)
#define NWORDS(size) ((size) / (long)sizeof(long))

/* All words are zero; then they are the secret. */
static void
dirty(long *words, long n)
{
	for (long i = 0; i < n; i++) {
		CHECK_EQ(words[i], 0);
		words[i] = SECRET;
	}
}

static __attribute__((noinline)) void
dirty_stack(void)
{
	long deep[NWORDS(DEEP)];

	__asm__ volatile ("" : "=m"(deep));
	dirty(deep, NWORDS(DEEP) / 2);   /* what nobody has used yet */
}

static void
dirty_all(long unused)
{
	long half = frames_available() / 5 * 2;

	(void)unused;
	dirty((long *)map_zeros(half), NWORDS(half * PAGE));
	dirty(sbrk(half * PAGE), NWORDS(half * PAGE));
	dirty_stack();
}

int
main(void)
{
	for (int i = 0; i < NROUNDS; i++)
		CHECK_EXITED(run_child(dirty_all, 0), 0);
	return 0;
}
