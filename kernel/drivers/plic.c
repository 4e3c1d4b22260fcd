/*
 * The platform-level interrupt controller: see plic.h.
 */
#include "arch/cpu.h"
#include "drivers/plic.h"
#include "lib/panic.h"
#include "mm/page.h"

/* PLIC specification 1.0, chapter 3: offsets of the register blocks. */
#define PRIORITY(irq)        (4 * (irq))
#define ENABLE(context, irq) (0x2000 + 0x80 * (context) + 4 * ((irq) / 32))
#define THRESHOLD(context)   (0x200000 + 0x1000 * (context))
#define CLAIM(context)       (0x200004 + 0x1000 * (context))

static struct irq_route *routes;   /* constant after boot */
static uint32_t context;           /* the boot hart's     */

static volatile uint32_t *
reg(uint32_t offset)
{
	return pa_to_kernel(machine.plic.base + offset);
}

void
plic_init(void)
{
	ASSERT(machine.plic.base != 0);
	context = this_hart()->plic_context;
	*reg(THRESHOLD(context)) = 0;
}

void
plic_register(struct irq_route *r, uint32_t irq)
{
	r->irq = irq;
	r->next = routes;
	routes = r;
	*reg(PRIORITY(irq)) = 1;
	*reg(ENABLE(context, irq)) |= 1u << (irq % 32);
}

void
plic_handle(void)
{
	uint32_t irq;

	while ((irq = *reg(CLAIM(context))) != 0) {
		for (struct irq_route *r = routes; r != NULL; r = r->next)
			if (r->irq == irq)
				r->handler();
		*reg(CLAIM(context)) = irq;
	}
}
