/*
 * What of the address space is the program's own. The kernel checks pointers
 * too; this is for those that the library itself must follow, and for the page
 * that the kernel gave as a stack, which on xv6 nobody can reach.
 */
#ifndef XV6_LIB_MEMORY_H
#define XV6_LIB_MEMORY_H

#include "kernel/types.h"

/* How many bytes from `p` on may be read, up to a hole. */
uint64 memory_extent(const void *p);

/* May `n` bytes at `p` be written? */
int memory_writable(const void *p, uint64 n);

/* The length of a string that ends within memory, else -1. */
long memory_string(const char *s);

/* Is `p` where only the kernel's stack for us or nothing at all can be? */
int memory_is_foreign(const void *p);

#endif
