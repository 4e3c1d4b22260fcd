/*
 * malloc, realloc and free under stress: blocks are aligned, do not overlap,
 * keep their contents, and freed memory is used again.
 */
#include "check.h"

#define HEAP_MAX (16 * 1024 * 1024L)
enum { NSLOTS = 200, NSTEPS = 20000, ALIGNMENT = 16 };
enum { SMALL_MAX = 300, BIG_MAX = 40000 };

static struct { unsigned char *p; size_t size; } slot[NSLOTS];

static void
expect_contents(int i)
{
	for (size_t at = 0; at < slot[i].size; at += 1 + slot[i].size / 16)
		CHECK_EQ(slot[i].p[at], (unsigned char)i);
}

static void
resize(int i, size_t size)
{
	unsigned char *p = realloc(slot[i].p, size);

	CHECK(p != NULL && (unsigned long)p % ALIGNMENT == 0);
	slot[i].p = p;
	if (size < slot[i].size)
		slot[i].size = size;
	expect_contents(i);
	slot[i].size = size;
	memset(p, i, size);
}

static void
release(int i)
{
	free(slot[i].p);
	slot[i].p = NULL;
	slot[i].size = 0;
}

int
main(void)
{
	char *start = sbrk(0);

	srand(7);
	for (int step = 0; step < NSTEPS; step++) {
		int i = rand() % NSLOTS;
		size_t limit = step % 50 ? SMALL_MAX : BIG_MAX;

		expect_contents(i);
		if (rand() % 3)
			resize(i, 1 + (size_t)rand() % limit);
		else
			release(i);
	}
	CHECK((char *)sbrk(0) - start < HEAP_MAX);
	return 0;
}
