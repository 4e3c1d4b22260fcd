/*
 * The heap that malloc() hands out: chunks with boundary tags over sbrk(),
 * 16 bytes granular.
 *
 * The heap is a row of chunks without gaps. A chunk's head holds its size
 * and two bits: whether it is in use, and whether the one before it is. Only
 * a free chunk needs to be found from the one after it, so `prev_size` lies
 * in the last bytes of the chunk before and is valid only when that is free.
 * What a chunk in use costs beyond its contents is the 8 bytes of its head.
 *
 * Free chunks are on lists by size (bins.c). The last chunk, `top`, is on no
 * list; it is cut from below and grown with sbrk() (top.c).
 *
 * Invariant: no two free chunks are neighbours, top included.
 * Read next: malloc.c.
 */
#ifndef STDLIB_HEAP_H
#define STDLIB_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HEAP_ALIGN     16
#define HEAP_PAGE      4096
#define HEAP_LOG_MAX   39              /* no chunk has 2^39 bytes        */

/* Bits of a chunk's head. */
#define HEAP_USED      1ul             /* this chunk                     */
#define HEAP_PREV_USED 2ul             /* the one before                 */
#define HEAP_FLAGS     (HEAP_ALIGN - 1ul)

struct chunk {
	size_t prev_size;              /* valid unless HEAP_PREV_USED    */
	size_t head;
	struct chunk *next, *prev;     /* on its bin, while free         */
};

#define HEAD_SIZE offsetof(struct chunk, next)
#define OVERHEAD  sizeof(size_t)       /* chunk size less usable size    */
#define CHUNK_MIN sizeof(struct chunk)

struct heap {
	struct chunk *top;             /* NULL before the first use      */
	char *start, *end;             /* of what sbrk() gave            */
	char *fresh;                   /* all zero from here to `end`    */
};
extern struct heap __heap;

static inline size_t size_of(const struct chunk *c)
{
	return c->head & ~HEAP_FLAGS;
}

static inline struct chunk *chunk_at(const void *p, size_t offset)
{
	return (struct chunk *)((char *)p + offset);
}

static inline struct chunk *next_of(const struct chunk *c)
{
	return chunk_at(c, size_of(c));
}

/* Makes [c, c + size) a free chunk; both its neighbours are in use. */
void __heap_insert(struct chunk *c, size_t size);

/* Takes a free chunk off its bin; its head stays as it is. */
void __heap_remove(struct chunk *c);

/* A free chunk of at least `size`, taken off its bin; NULL if none. */
struct chunk *__heap_take(size_t size);

/* Lets top start at `c`, the chunk before which is in use. */
void __heap_set_top(struct chunk *c);

/* Sees to it that `size` bytes can be cut from top. It may be another top
   then, when the program has moved the break itself. False: no memory. */
bool __heap_reserve(size_t size);

/* Gives the end of a large top back to the kernel. */
void __heap_trim(void);

#endif
