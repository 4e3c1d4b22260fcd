/*
 * Where things are in Sprout's address space. A program may touch none of
 * them; those that try are what these names are for.
 *
 * A program's own memory lies as on xv6, from low to high: text, data, a
 * guard, the stack, the heap up to sbrk(0). It begins at 0x10000, not at 0, so
 * that a null pointer faults.
 */
#ifndef XV6_MEMLAYOUT_H
#define XV6_MEMLAYOUT_H

#include "riscv.h"

/* The kernel sees all physical memory in the upper half, from here on. */
#define KERNBASE 0xffffffc080000000UL
#define PHYSTOP  (KERNBASE + 128 * 1024 * 1024)   /* with MEM=128M */

/* The last page of the user half, never mapped, and the one below it. */
#define TRAMPOLINE (MAXVA - PGSIZE)
#define TRAPFRAME  (TRAMPOLINE - PGSIZE)

#endif
