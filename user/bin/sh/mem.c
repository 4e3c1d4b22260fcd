/*
 * Arenas, buffers and string lists. An arena is a stack of chunks; a request
 * is served from the top chunk or from a new one that is at least as large.
 */
#include "mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	CHUNK_SIZE = 2048,         /* bytes, unless a request needs more    */
	ALIGNMENT = 16,
	FIRST_CAPACITY = 32,
	EXIT_NO_MEMORY = 2,
};

struct chunk {
	struct chunk *below;
	size_t used, size;
	char data[] __attribute__((aligned(ALIGNMENT)));
};

struct arena temp;

void *
mem_realloc(void *old, size_t size)
{
	void *p = realloc(old, size > 0 ? size : 1);

	if (p == NULL) {
		fputs("sh: out of memory\n", stderr);
		exit(EXIT_NO_MEMORY);
	}
	return p;
}

void *
mem_alloc(size_t size)
{
	return mem_realloc(NULL, size);
}

char *
mem_strdup(const char *s)
{
	size_t size = strlen(s) + 1;

	return memcpy(mem_alloc(size), s, size);
}

static void
chunk_push(struct arena *a, size_t need)
{
	size_t size = need > CHUNK_SIZE ? need : CHUNK_SIZE;
	struct chunk *c = mem_alloc(sizeof(*c) + size);

	c->below = a->top;
	c->used = 0;
	c->size = size;
	a->top = c;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	size_t need = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
	void *p;

	if (a->top == NULL || a->top->size - a->top->used < need)
		chunk_push(a, need);
	p = a->top->data + a->top->used;
	a->top->used += need;
	return memset(p, 0, size);
}

char *
arena_copy(struct arena *a, const char *s, size_t n)
{
	char *copy = arena_alloc(a, n + 1);

	if (n > 0)
		memcpy(copy, s, n);
	return copy;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_copy(a, s, strlen(s));
}

struct arena_mark
arena_mark(const struct arena *a)
{
	struct arena_mark mark = { a->top, 0 };

	if (a->top != NULL)
		mark.used = a->top->used;
	return mark;
}

void
arena_release(struct arena *a, struct arena_mark mark)
{
	while (a->top != mark.top) {
		struct chunk *c = a->top;

		a->top = c->below;
		free(c);
	}
	if (a->top != NULL)
		a->top->used = mark.used;
}

void
arena_free(struct arena *a)
{
	arena_release(a, (struct arena_mark){ NULL, 0 });
}

static void
buf_reserve(struct buf *b, size_t more)
{
	size_t need = b->n + more + 1;
	size_t capacity = b->capacity > 0 ? b->capacity : FIRST_CAPACITY;

	while (capacity < need)
		capacity *= 2;
	if (capacity == b->capacity)
		return;
	b->s = mem_realloc(b->s, capacity);
	b->capacity = capacity;
}

void
buf_add(struct buf *b, const char *s, size_t n)
{
	buf_reserve(b, n);
	if (n > 0)
		memcpy(b->s + b->n, s, n);
	b->n += n;
	b->s[b->n] = '\0';
}

void
buf_char(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void
buf_string(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_free(struct buf *b)
{
	free(b->s);
	*b = (struct buf){ NULL, 0, 0 };
}

char *
buf_take(struct buf *b, struct arena *a)
{
	char *text = arena_copy(a, b->s, b->n);

	b->n = 0;
	return text;
}

void
vec_add(struct vec *list, char *s)
{
	if (list->n + 1 >= list->capacity) {
		list->capacity = list->capacity > 0 ? 2 * list->capacity
						    : FIRST_CAPACITY;
		list->v = mem_realloc(list->v,
				      list->capacity * sizeof(*list->v));
	}
	list->v[list->n++] = s;
	list->v[list->n] = NULL;
}

void
vec_free(struct vec *list)
{
	free(list->v);
	*list = (struct vec){ NULL, 0, 0 };
}
