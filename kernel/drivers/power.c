/*
 * Power: see power.h. QEMU's test finisher is the only one that can hand an
 * exit status to the host; without it the firmware switches off (SBI SRST).
 */
#include "arch/fdt.h"
#include "arch/riscv.h"
#include "arch/sbi.h"
#include "drivers/power.h"
#include "lib/panic.h"
#include "mm/page.h"

#define FINISHER_FAIL 0x3333u    /* the status stands in the upper half */
#define FINISHER_PASS 0x5555u
#define STATUS_SHIFT  16

void
power_off(int status)
{
	if (machine.finisher.base != 0) {
		volatile uint32_t *finisher =
			pa_to_kernel(machine.finisher.base);

		*finisher = status == 0 ? FINISHER_PASS : FINISHER_FAIL |
			(uint32_t)(status & 0xff) << STATUS_SHIFT;
		/* QEMU ends a moment later. Nothing else may be asked of it
		   until then: a second request would replace the status. */
		for (;;)
			wait_for_interrupt();
	}
	sbi_power_off();
}

static void
end_panic(void)
{
	power_off(PANIC_STATUS);
}

void
power_init(void)
{
	panic_end = end_panic;
}
