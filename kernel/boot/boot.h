/*
 * What start.S and main.c share.
 */
#ifndef BOOT_BOOT_H
#define BOOT_BOOT_H

#define BOOT_STACK_SIZE 16384
#define BOOT_GIGAPAGES  64

#ifdef __ASSEMBLER__
#define KERNEL_BASE 0xffffffc000000000
#else

#include "arch/types.h"

/* start.S: where harts begin, and the symbol's address. */
extern char start_other[];

/* Called by start.S; the boot hart on its boot stack, the others on their
   idle thread's. */
__attribute__((noreturn)) void boot_main(uint64_t hart_id, paddr_t fdt);
__attribute__((noreturn)) void boot_other_hart(uint64_t hart_id);

#endif
#endif
