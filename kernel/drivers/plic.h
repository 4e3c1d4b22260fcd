/*
 * The platform-level interrupt controller (RISC-V PLIC specification 1.0).
 * Every external interrupt goes to the boot hart.
 */
#pragma once

#include "arch/types.h"

void plic_init(void);

/* Routes source `irq` to `handler` for good, which is called with interrupts
   off and must not sleep. At boot only. */
void plic_register(uint32_t irq, void (*handler)(void));

/* Handles every pending external interrupt: the trap layer's entry. */
void plic_handle(void);
