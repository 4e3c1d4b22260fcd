/*
 * The shell's memory: arenas, growing text, growing lists of strings.
 *
 * Nothing here returns failure: a shell without memory says so and exits.
 */
#ifndef SH_MEM_H
#define SH_MEM_H

#include <stdbool.h>
#include <stddef.h>

/* malloc() and realloc() that cannot fail; the caller frees. */
void *mem_alloc(size_t size);
void *mem_realloc(void *old, size_t size);
char *mem_strdup(const char *s);

/*
 * An arena hands out memory that is given back all at once: all of it, or
 * all that came after a mark. Zero-initialised it is empty.
 */
struct arena {
	struct chunk *top;
};

struct arena_mark {
	struct chunk *top;
	size_t used;
};

/* Cleared memory for any type of object. */
void *arena_alloc(struct arena *a, size_t size);

/* Copies of `n` bytes, and of a string; NUL-terminated. */
char *arena_copy(struct arena *a, const char *s, size_t n);
char *arena_strdup(struct arena *a, const char *s);

struct arena_mark arena_mark(const struct arena *a);
void arena_release(struct arena *a, struct arena_mark mark);
void arena_free(struct arena *a);

/*
 * What the running command needs and nobody after it: expanded words. Who
 * runs a command marks it before and releases it after.
 */
extern struct arena temp;

/* Text that grows; s[0 … n-1], kept NUL-terminated once it has any. */
struct buf {
	char *s;
	size_t n, capacity;
};

void buf_char(struct buf *b, char c);
void buf_add(struct buf *b, const char *s, size_t n);
void buf_string(struct buf *b, const char *s);
void buf_free(struct buf *b);

/* Its text moved into the arena; the buffer is empty afterwards. */
char *buf_take(struct buf *b, struct arena *a);

/* A list of strings that grows; v[n] is NULL. The strings are not owned. */
struct vec {
	char **v;
	size_t n, capacity;
};

void vec_add(struct vec *list, char *s);
void vec_free(struct vec *list);

#endif
