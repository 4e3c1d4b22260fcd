/*
 * The platform-level interrupt controller (RISC-V PLIC specification 1.0).
 * Every external interrupt goes to the boot hart.
 */
#ifndef DRIVERS_PLIC_H
#define DRIVERS_PLIC_H

#include "arch/types.h"

/* Called with interrupts off, on the boot hart; must not sleep. */
typedef void irq_handler(void *arg);

void plic_init(void);

/* Routes source `irq` to `handler`. At boot only. */
void plic_register(uint32_t irq, irq_handler *handler, void *arg);

/* Handles every pending external interrupt: the trap layer's entry. */
void plic_handle(void);

#endif
