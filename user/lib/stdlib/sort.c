/*
 * qsort(): quicksort, which turns to heapsort where the pivots chosen prove
 * bad, so that no input costs more than n log n; small pieces are left to
 * insertion. Elements are swapped by bytes: their type is not known here.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SMALL 12               /* elements that insertion sorts well */

struct sort {
	size_t size;
	int (*compare)(const void *, const void *);
};

static void
swap(const struct sort *s, char *a, char *b)
{
	size_t n = s->size;
	uint64_t x, y;

	for (; n >= sizeof(x); n -= sizeof(x)) {
		memcpy(&x, a, sizeof(x));
		memcpy(&y, b, sizeof(y));
		memcpy(a, &y, sizeof(y));
		memcpy(b, &x, sizeof(x));
		a += sizeof(x);
		b += sizeof(x);
	}
	for (; n > 0; n--) {
		char c = *a;

		*a++ = *b;
		*b++ = c;
	}
}

static void
insertion_sort(const struct sort *s, char *base, size_t n)
{
	for (char *p = base + s->size; n > 1; n--, p += s->size)
		for (char *q = p; q > base; q -= s->size) {
			if (s->compare(q - s->size, q) <= 0)
				break;
			swap(s, q - s->size, q);
		}
}

/* Lets the element at `root` sink below larger ones of the heap [0, n). */
static void
sift_down(const struct sort *s, char *base, size_t root, size_t n)
{
	for (;;) {
		size_t child = 2 * root + 1;
		char *p = base + child * s->size;

		if (child >= n)
			return;
		if (child + 1 < n && s->compare(p, p + s->size) < 0) {
			child++;
			p += s->size;
		}
		if (s->compare(base + root * s->size, p) >= 0)
			return;
		swap(s, base + root * s->size, p);
		root = child;
	}
}

static void
heap_sort(const struct sort *s, char *base, size_t n)
{
	for (size_t root = n / 2; root-- > 0;)
		sift_down(s, base, root, n);
	while (n-- > 1) {
		swap(s, base, base + n * s->size);
		sift_down(s, base, 0, n);
	}
}

/* Puts the median of first, middle and last element first. */
static void
choose_pivot(const struct sort *s, char *base, size_t n)
{
	char *a = base + n / 2 * s->size, *b = base + (n - 1) * s->size;

	if (s->compare(a, b) > 0)
		swap(s, a, b);
	if (s->compare(base, a) < 0)
		swap(s, base, a);
	if (s->compare(base, b) > 0)
		swap(s, base, b);
}

/*
 * Divides by the pivot, which ends at the index returned: what is before is
 * not larger, what is after not smaller. Both scans stop at equal elements,
 * so that many of them are shared out evenly.
 */
static size_t
partition(const struct sort *s, char *base, size_t n)
{
	size_t low = 0, high = n;

	choose_pivot(s, base, n);
	for (;;) {
		do
			low++;
		while (low < n && s->compare(base + low * s->size, base) < 0);
		do
			high--;
		while (s->compare(base + high * s->size, base) > 0);
		if (low >= high)
			break;
		swap(s, base + low * s->size, base + high * s->size);
	}
	swap(s, base, base + high * s->size);
	return high;
}

/* `depth` more divisions may be made; the smaller part is done by recursion,
   so that the stack stays small. */
static void
quick_sort(const struct sort *s, char *base, size_t n, unsigned int depth)
{
	while (n > SMALL) {
		size_t middle;
		char *right;

		if (depth-- == 0) {
			heap_sort(s, base, n);
			return;
		}
		middle = partition(s, base, n);
		right = base + (middle + 1) * s->size;
		if (middle < n - middle - 1) {
			quick_sort(s, base, middle, depth);
			base = right;
			n -= middle + 1;
		} else {
			quick_sort(s, right, n - middle - 1, depth);
			n = middle;
		}
	}
	insertion_sort(s, base, n);
}

void
qsort(void *base, size_t n, size_t size,
      int (*compare)(const void *, const void *))
{
	const struct sort s = { .size = size, .compare = compare };
	unsigned int depth = 0;

	for (size_t rest = n; rest > 0; rest /= 2)
		depth += 2;
	if (size > 0)
		quick_sort(&s, base, n, depth);
}

void *
bsearch(const void *key, const void *base, size_t n, size_t size,
	int (*compare)(const void *, const void *))
{
	const char *low = base;

	while (n > 0) {
		const char *middle = low + n / 2 * size;
		int order = compare(key, middle);

		if (order == 0)
			return (void *)middle;
		if (order > 0) {
			low = middle + size;
			n -= n / 2 + 1;
		} else {
			n /= 2;
		}
	}
	return NULL;
}
