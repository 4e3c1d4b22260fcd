/*
 * The end of the heap: growing it with sbrk(), and giving back. `end` stands
 * on a page boundary, so whatever is given back and asked for again comes
 * back as zeros.
 */
#include "stdlib/heap.h"
#include "sys.h"

#define GROW_MIN  (16 * 1024)          /* sbrk() at least this much      */
#define GROW_PART 8                    /* … and this part of the heap    */
#define TRIM_MIN  (1024 * 1024)        /* give back of a top this large  */

struct heap __heap;

static size_t
page_round(size_t n)
{
	return (n + HEAP_PAGE - 1) & ~(HEAP_PAGE - 1ul);
}

void
__heap_set_top(struct chunk *c)
{
	__heap.top = c;
	c->head = (size_t)(__heap.end - (char *)c) | HEAP_PREV_USED;
	if (__heap.fresh < (char *)c + HEAD_SIZE)
		__heap.fresh = (char *)c + HEAD_SIZE;
}

/*
 * The program moved the break itself: what was the heap's top ends there. Its
 * last bytes become a chunk for ever in use, so that nobody merges across.
 */
static void
close_off_top(void)
{
	struct chunk *c = __heap.top, *fence;
	size_t size;

	if (c == NULL)
		return;
	size = size_of(c) - HEAD_SIZE;
	fence = chunk_at(c, size);
	fence->head = HEAD_SIZE | HEAP_USED | HEAP_PREV_USED;
	if (size >= CHUNK_MIN)
		__heap_insert(c, size);
	else
		c->head |= HEAP_USED;
}

/* Starts anew at the break, which is not where the heap ended. */
static bool
extend_elsewhere(char *at, size_t n)
{
	size_t skip = -(uintptr_t)at % HEAP_ALIGN;
	size_t pad = -(uintptr_t)at % HEAP_PAGE;

	if (__sys_sbrk((long)(n + pad)) == (void *)-1)
		return false;
	close_off_top();
	if (__heap.start == NULL)
		__heap.start = at + skip;
	__heap.end = at + pad + n;
	__heap.fresh = at + pad;
	__heap_set_top(chunk_at(at, skip));
	return true;
}

/* More heap by n bytes, a number of pages. */
static bool
extend(size_t n)
{
	char *at = __sys_sbrk(0);

	if (at != __heap.end)
		return extend_elsewhere(at, n);
	if (__sys_sbrk((long)n) == (void *)-1)
		return false;
	__heap.end += n;
	__heap_set_top(__heap.top);
	return true;
}

static size_t
top_size(void)
{
	return __heap.top ? size_of(__heap.top) : 0;
}

bool
__heap_reserve(size_t size)
{
	size_t more = (size_t)(__heap.end - __heap.start) / GROW_PART;
	size_t need;

	if (more < GROW_MIN)
		more = GROW_MIN;
	/* A second round when the first one began a new top elsewhere. */
	while (top_size() < size + HEAD_SIZE) {
		need = page_round(size + HEAD_SIZE - top_size());
		if ((need >= more || !extend(page_round(more))) &&
		    !extend(need))
			return false;
	}
	return true;
}

void
__heap_trim(void)
{
	size_t n;

	if (top_size() < TRIM_MIN || __sys_sbrk(0) != __heap.end)
		return;
	n = (top_size() - GROW_MIN) & ~(HEAP_PAGE - 1ul);
	if (__sys_sbrk(-(long)n) == (void *)-1)
		return;
	__heap.end -= n;
	if (__heap.fresh > __heap.end)
		__heap.fresh = __heap.end;
	__heap_set_top(__heap.top);
}
