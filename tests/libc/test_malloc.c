/*
 * malloc(), calloc(), realloc() and free() under random use: memory is
 * aligned, nobody else's, keeps its contents through realloc(), is zero from
 * calloc(); what is freed is used again and in the end the heap shrinks. The
 * program moving the break itself does no harm.
 */
#include <errno.h>
#include <string.h>

#include "names.h"

#define NSLOTS  500
#define NSTEPS  300000
#define SAMPLES 64

#define NPIECES 1024                   /* of what is merged; a power of two */
#define PIECE   3000

static struct {
	unsigned char *p;
	size_t size;
	unsigned char mark;
} slots[NSLOTS];

static size_t
random_size(void)
{
	static const size_t limits[] = { 32, 200, 1500, 20000, 300000 };

	return random_below(limits[random64() % 100 < 90 ? random_below(3) :
							   random_below(5)]);
}

/* Bytes at both ends and here and there between. */
static size_t
sample(size_t size, int i)
{
	return i < SAMPLES / 4 ? (size_t)i % size :
	       i < SAMPLES / 2 ? size - 1 - (size_t)i % size :
				 size * (size_t)(i - SAMPLES / 2) / SAMPLES;
}

static void
fill(int slot)
{
	slots[slot].mark = (unsigned char)random64();
	memset(slots[slot].p, slots[slot].mark, slots[slot].size);
}

static void
verify(int slot, size_t size)
{
	for (int i = 0; i < SAMPLES && size > 0; i++) {
		size_t at = sample(size, i);

		CHECK(slots[slot].p[at] == slots[slot].mark,
		      "byte %zu of %zu changed", at, slots[slot].size);
	}
}

static void
resize(int slot)
{
	size_t old = slots[slot].size, new = 1 + random_size();

	slots[slot].p = sp_realloc(slots[slot].p, new);
	slots[slot].size = new;
	verify(slot, old < new ? old : new);
	fill(slot);
}

static void
replace(int slot)
{
	size_t size = random_size();

	verify(slot, slots[slot].size);
	sp_free(slots[slot].p);
	slots[slot].size = size;
	if (random_below(3) > 0) {
		slots[slot].p = sp_malloc(size);
	} else {
		slots[slot].p = sp_calloc(size, 1);
		slots[slot].mark = 0;
		for (size_t i = 0; i < size; i++)
			CHECK(slots[slot].p[i] == 0, "calloc: byte %zu", i);
	}
	CHECK((uintptr_t)slots[slot].p % 16 == 0, "alignment");
	fill(slot);
}

/* Freed in any order, neighbours become one piece, which is used again. */
static void
merging(void)
{
	char *p[NPIECES];
	void *guard, *end;

	for (int step = 1; step < NPIECES; step += 2) {
		for (int i = 0; i < NPIECES; i++)
			p[i] = sp_malloc(PIECE);
		guard = sp_malloc(1);
		for (int i = 0; i < NPIECES; i++)
			sp_free(p[i * step % NPIECES]);
		end = __sys_sbrk(0);
		p[0] = sp_malloc(NPIECES * PIECE);
		CHECK(__sys_sbrk(0) == end, "not merged with step %d", step);
		sp_free(p[0]);
		sp_free(guard);
	}
}

static void
limits(void)
{
	CHECK(sp_malloc(SIZE_MAX) == NULL && sp_errno == ENOMEM, "SIZE_MAX");
	CHECK(sp_malloc(SIZE_MAX / 2 + 1) == NULL, "PTRDIFF_MAX + 1");
	CHECK(sp_malloc(1ul << 40) == NULL, "1 TiB");
	CHECK(sp_calloc(SIZE_MAX / 2, 3) == NULL, "overflow");
	CHECK(sp_malloc(0) != sp_malloc(0), "malloc(0) twice the same");
	CHECK(sp_realloc(NULL, 10) != NULL, "realloc(NULL)");
}

int
main(void)
{
	char *start = sp_malloc(1), *end;

	merging();
	for (int step = 0; step < NSTEPS && !failures; step++) {
		int slot = (int)random_below(NSLOTS);

		if (slots[slot].p != NULL && random_below(4) == 0)
			resize(slot);
		else
			replace(slot);
		if (step % 50000 == 0)
			memset(__sys_sbrk(1000), 0xff, 1000);
	}
	for (int slot = 0; slot < NSLOTS; slot++) {
		verify(slot, slots[slot].size);
		sp_free(slots[slot].p);
	}
	end = __sys_sbrk(0);
	CHECK(end - start < 64 << 20, "the heap took %td bytes", end - start);
	sp_free(sp_malloc(100 << 20));
	CHECK((char *)__sys_sbrk(0) < end + (2 << 20), "not given back");
	limits();
	printf("%d random steps\n", NSTEPS);
	return failures;
}
