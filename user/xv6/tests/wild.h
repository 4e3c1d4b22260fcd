/*
 * Pointers that lead nowhere: null, not mapped, in the kernel's half, at the
 * border of the halves, no address at all.
 */
#ifndef XV6_TESTS_WILD_H
#define XV6_TESTS_WILD_H

#include "check.h"

static const uint64 wild[] = {
	0, 1, PGSIZE, 0x80000000, 0x2000000000, TRAPFRAME, TRAMPOLINE,
	MAXVA - 1, MAXVA, MAXVA + 1, 2 * MAXVA, 0xffffffffff,
	0xffffffbfffffffff, KERNBASE, 0x8000000000000000, 0xeaeb0b5b00002f5e,
	(uint64)-PGSIZE, (uint64)-1,
};

#endif
