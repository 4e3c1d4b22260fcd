/*
 * malloc() gives memory that nobody else has, aligned to 16 bytes, also
 * between calls of sbrk(); what is freed is used again, neighbours together; 0
 * when there is no more, and then again some after free().
 */
#include "check.h"

#define NBLOCKS 500

static char *blocks[NBLOCKS];

static uint
size_of(int i)
{
	return (uint)(i * 37 % 900);
}

static void
allocate(int i)
{
	blocks[i] = malloc(size_of(i));
	CHECK(blocks[i] != 0);
	CHECK_EQ((uint64)blocks[i] % 16, 0);
	memset(blocks[i], i, size_of(i));
	if (i % 50 == 0)
		CHECK(sbrk(3) != SBRK_ERROR);
}

static void
release(int i)
{
	for (uint n = 0; n < size_of(i); n++)
		CHECK_EQ(blocks[i][n], (char)i);
	free(blocks[i]);
}

int
main(void)
{
	char *end;

	for (int i = 0; i < NBLOCKS; i++)
		allocate(i);
	for (int i = 0; i < NBLOCKS; i += 2)
		release(i);
	end = sbrk(0);
	for (int i = 0; i < NBLOCKS; i += 2)
		allocate(i);
	CHECK(sbrk(0) - end < NBLOCKS);
	for (int i = NBLOCKS - 1; i >= 0; i--)
		release(i);
	CHECK_EQ(malloc(0xffffffff), 0);
	CHECK_EQ(malloc(0x7fff0000), 0);
	CHECK(malloc(1) != 0);
	free(0);
	exit(0);
}
