/*
 * qsort() puts any input in order and keeps every element, whatever their
 * size; no input, however arranged, takes more than some 3 n log n
 * comparisons. bsearch() finds what is there and nothing else.
 */
#include <stdlib.h>
#include <string.h>

#include "names.h"

void sp_qsort(void *base, size_t n, size_t size,
	int (*compare)(const void *, const void *));
void *sp_bsearch(const void *key, const void *base, size_t n, size_t size,
	int (*compare)(const void *, const void *));

#define MANY     20000
#define LARGEST 24

static size_t element_size, ncompares;

/* Elements are big-endian numbers of element_size bytes. */
static int
compare(const void *a, const void *b)
{
	ncompares++;
	return memcmp(a, b, element_size);
}

static unsigned char want[MANY * LARGEST], got[sizeof(want)];

static void
check(size_t n, const char *what)
{
	size_t log = 1;

	while (1ul << log < n)
		log++;
	memcpy(got, want, n * element_size);
	ncompares = 0;
	sp_qsort(got, n, element_size, compare);
	CHECK(ncompares <= 3 * n * log + 100, "%s: %zu comparisons for %zu",
	      what, ncompares, n);
	qsort(want, n, element_size, compare);
	CHECK(memcmp(want, got, n * element_size) == 0, "%s: %zu of %zu bytes",
	      what, n, element_size);
}

static void
random_elements(size_t n, size_t size)
{
	element_size = size;
	for (size_t i = 0; i < n * size; i++)
		want[i] = (unsigned char)random_below(i % 3 ? 4 : 256);
	check(n, "random");
}

/* Numbers made from their index. */
static void
arranged(const char *what, unsigned int (*f)(unsigned int i))
{
	element_size = 4;
	for (unsigned int i = 0; i < MANY; i++) {
		unsigned int n = __builtin_bswap32(f(i));

		memcpy(want + 4 * i, &n, 4);
	}
	check(MANY, what);
}

static unsigned int
up(unsigned int i)
{
	return i;
}

static unsigned int
down(unsigned int i)
{
	return MANY - i;
}

static unsigned int
same(unsigned int i)
{
	return i * 0;
}

static unsigned int
organ(unsigned int i)
{
	return i < MANY / 2 ? i : MANY - i;
}

static unsigned int
few(unsigned int i)
{
	return i * 7919 % 5;
}

/* McIlroy's adversary: decides the order while it is being asked, so that
   each pivot turns out to be the worst. */
static int key[MANY], solid, candidate;

static int
adverse(const void *a, const void *b)
{
	int x, y;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	ncompares++;
	if (key[x] == MANY && key[y] == MANY)
		key[x == candidate ? x : y] = solid++;
	if (key[x] == MANY)
		candidate = x;
	else if (key[y] == MANY)
		candidate = y;
	return key[x] - key[y];
}

static void
adversary(void)
{
	static int elements[MANY];

	for (int i = 0; i < MANY; i++) {
		elements[i] = i;
		key[i] = MANY;
	}
	ncompares = 0;
	sp_qsort(elements, MANY, sizeof(*elements), adverse);
	CHECK(ncompares < 6ul * MANY * 15, "adversary: %zu comparisons",
	      ncompares);
	for (int i = 1; i < MANY; i++)
		CHECK(key[elements[i - 1]] <= key[elements[i]], "order");
}

static void
searching(void)
{
	element_size = 4;
	for (unsigned int n = 0; n < 20; n++)
		for (unsigned int k = 0; k < 42; k++) {
			unsigned int table[20], swapped = __builtin_bswap32(k);
			unsigned int *p;

			for (unsigned int i = 0; i < n; i++)
				table[i] = __builtin_bswap32(2 * i + 1);
			p = sp_bsearch(&swapped, table, n, 4, compare);
			CHECK(k % 2 && k < 2 * n ? p == &table[k / 2] :
						   p == NULL, "bsearch");
		}
}

int
main(void)
{
	for (size_t n = 0; n < 60; n++)
		for (size_t size = 1; size <= LARGEST; size++)
			random_elements(n, size);
	random_elements(MANY, 4);
	random_elements(MANY, 12);
	arranged("ascending", up);
	arranged("descending", down);
	arranged("equal", same);
	arranged("up and down", organ);
	arranged("few values", few);
	adversary();
	searching();
	return failures;
}
