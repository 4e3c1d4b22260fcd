/*
 * The board's small devices: see board.h. QEMU's test finisher is the only one
 * that can hand an exit status to the host; without it the firmware switches
 * off (SBI SRST). The clock chip is asked once; from then on time is what it
 * said plus what has passed since.
 */
#include "arch/fdt.h"
#include "arch/sbi.h"
#include "drivers/board.h"
#include "mm/page.h"

#define FINISHER_FAIL 0x3333u    /* the status stands in the upper half */
#define FINISHER_PASS 0x5555u
#define STATUS_SHIFT  16

enum { TIME_LOW, TIME_HIGH };    /* reading the low half latches the high */

static nanosec_t boot_time;      /* of day, when timer_now() was 0 */

void
power_off(int status)
{
	volatile uint32_t *finisher = pa_to_kernel(machine.finisher.base);

	if (machine.finisher.base == 0)
		sbi_power_off();
	*finisher = status == 0 ? FINISHER_PASS : FINISHER_FAIL |
		(uint32_t)(status & 0xff) << STATUS_SHIFT;
	/* QEMU ends a moment later. Nothing else may be asked of it until
	   then: a second request would replace the status. */
	for (;;)
		wait_for_interrupt();
}

void
clock_init(void)
{
	const volatile uint32_t *chip = pa_to_kernel(machine.rtc.base);
	uint64_t now;

	if (machine.rtc.base == 0)
		return;
	now = chip[TIME_LOW];
	now |= (uint64_t)chip[TIME_HIGH] << 32;
	boot_time = now - timer_now();
}

nanosec_t
clock_realtime(void)
{
	return boot_time + timer_now();
}
