/*
 * malloc() and its kin, on the heap that __heap.h describes. What is free is
 * merged with its neighbours at once; what is left of a chunk larger than
 * asked for becomes a free one.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "fatal.h"
#include "stdlib/heap.h"

static inline void *
contents(struct chunk *c)
{
	return (char *)c + HEAD_SIZE;
}

/* 0 when it can not be had. */
static size_t
chunk_size_for(size_t size)
{
	if (size >= (1ul << HEAP_LOG_MAX) - HEAP_ALIGN)
		return 0;
	size = (size + OVERHEAD + HEAP_ALIGN - 1) & ~(HEAP_ALIGN - 1ul);
	return size < CHUNK_MIN ? CHUNK_MIN : size;
}

/* Gives [c + size, c + size_of(c)) back if that is enough for a chunk. */
static void
split(struct chunk *c, size_t size)
{
	size_t rest = size_of(c) - size;
	struct chunk *r = chunk_at(c, size), *after = next_of(c);

	if (rest < CHUNK_MIN)
		return;
	c->head -= rest;
	if (after == __heap.top) {
		__heap_set_top(r);
		return;
	}
	if (!(after->head & HEAP_USED)) {
		__heap_remove(after);
		rest += size_of(after);
	}
	__heap_insert(r, rest);
}

/* Lets the chunk that follows `c`, free or top, become part of it. */
static void
absorb_next(struct chunk *c, size_t size)
{
	struct chunk *next = next_of(c);

	if (next == __heap.top) {
		size_t more = size - size_of(c);

		c->head += more;
		__heap_set_top(chunk_at(c, size));
		return;
	}
	__heap_remove(next);
	c->head += size_of(next);
	next_of(c)->head |= HEAP_PREV_USED;
	split(c, size);
}

static void *
allocate(size_t request)
{
	size_t size = chunk_size_for(request);
	struct chunk *c = size ? __heap_take(size) : NULL;

	if (c != NULL) {
		c->head |= HEAP_USED;
		next_of(c)->head |= HEAP_PREV_USED;
		split(c, size);
		return contents(c);
	}
	if (size == 0 || !__heap_reserve(size)) {
		errno = ENOMEM;
		return NULL;
	}
	c = __heap.top;
	__heap_set_top(chunk_at(c, size));
	c->head = size | HEAP_USED | HEAP_PREV_USED;
	return contents(c);
}

/* The chunk of what the program calls memory from malloc(). */
static struct chunk *
chunk_checked(void *p, const char *caller)
{
	struct chunk *c = (struct chunk *)((char *)p - HEAD_SIZE);

	if ((uintptr_t)p % HEAP_ALIGN != 0 || (char *)c < __heap.start ||
	    (char *)c >= __heap.end)
		__fatal(caller, "this pointer is not from malloc()");
	if (!(c->head & HEAP_USED))
		__fatal(caller, "this memory is free already");
	if (size_of(c) < CHUNK_MIN ||
	    size_of(c) > (size_t)(__heap.end - (char *)c) ||
	    !(next_of(c)->head & HEAP_PREV_USED))
		__fatal(caller, "something wrote past the end of its memory");
	return c;
}

static void
release(struct chunk *c)
{
	struct chunk *next = next_of(c);
	size_t size = size_of(c);

	c->head &= ~HEAP_USED;
	if (!(c->head & HEAP_PREV_USED)) {
		size += c->prev_size;
		c = chunk_at(c, -c->prev_size);
		__heap_remove(c);
	}
	if (next == __heap.top) {
		__heap_set_top(c);
		__heap_trim();
		return;
	}
	if (!(next->head & HEAP_USED)) {
		__heap_remove(next);
		size += size_of(next);
	}
	__heap_insert(c, size);
}

void *
malloc(size_t size)
{
	return allocate(size);
}

void
free(void *p)
{
	if (p != NULL)
		release(chunk_checked(p, "free"));
}

/* Memory that nobody had since sbrk() gave it is zero, and not touched. */
void *
calloc(size_t n, size_t size)
{
	char *fresh = __heap.fresh;
	size_t total, dirty;
	char *p;

	if (__builtin_mul_overflow(n, size, &total)) {
		errno = ENOMEM;
		return NULL;
	}
	p = allocate(total);
	if (p == NULL)
		return NULL;
	dirty = total;
	if (p >= fresh && fresh != NULL)
		dirty = 0;
	else if (p + total > fresh)
		dirty = (size_t)(fresh - p);
	memset(p, 0, dirty);
	return p;
}

/* Room for `size` in place, from the chunk after this one. */
static bool
grow_in_place(struct chunk *c, size_t size)
{
	struct chunk *next = next_of(c);

	if (next == __heap.top)
		return __heap_reserve(size - size_of(c)) && next == __heap.top;
	return !(next->head & HEAP_USED) && size_of(c) + size_of(next) >= size;
}

void *
realloc(void *p, size_t request)
{
	struct chunk *c;
	size_t size = chunk_size_for(request);
	void *new;

	if (p == NULL || size == 0)
		return allocate(request);
	c = chunk_checked(p, "realloc");
	if (size <= size_of(c)) {
		split(c, size);
		return p;
	}
	if (grow_in_place(c, size)) {
		absorb_next(c, size);
		return p;
	}
	c = chunk_checked(p, "realloc");
	new = allocate(request);
	if (new == NULL)
		return NULL;
	memcpy(new, p, size_of(c) - OVERHEAD);
	release(c);
	return new;
}

void *
reallocarray(void *p, size_t n, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(n, size, &total)) {
		errno = ENOMEM;
		return NULL;
	}
	return realloc(p, total);
}
