/*
 * The platform-level interrupt controller (RISC-V PLIC specification 1.0).
 * Every external interrupt goes to the boot hart.
 */
#pragma once

#include "arch/types.h"

struct irq_route {
	void (*handler)(void);       /* with interrupts off; must not sleep */
	uint32_t irq;                /* plic.c's from here on               */
	struct irq_route *next;
};

void plic_init(void);

/* Routes source `irq` to r->handler for good. At boot only. */
void plic_register(struct irq_route *r, uint32_t irq);

/* Handles every pending external interrupt: the trap layer's entry. */
void plic_handle(void);
