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

#define SOURCES_MAX 128      /* QEMU's virt board has 95 */

static void (*handlers[SOURCES_MAX])(void);   /* constant after boot */
static uint32_t context;                      /* the boot hart's     */

static volatile uint32_t *
reg(uint32_t offset)
{
	return pa_to_kernel(machine.plic.base + offset);
}

void
plic_init(void)
{
	ASSERT_CMP(machine.plic.base, !=, 0);
	context = this_hart()->plic_context;
	*reg(THRESHOLD(context)) = 0;
}

void
plic_register(uint32_t irq, void (*handler)(void))
{
	ASSERT_CMP(irq, <, SOURCES_MAX);
	handlers[irq] = handler;
	*reg(PRIORITY(irq)) = 1;
	*reg(ENABLE(context, irq)) |= 1u << (irq % 32);
}

void
plic_handle(void)
{
	uint32_t irq;

	while ((irq = *reg(CLAIM(context))) != 0) {
		if (irq < SOURCES_MAX && handlers[irq] != NULL)
			handlers[irq]();
		*reg(CLAIM(context)) = irq;
	}
}
