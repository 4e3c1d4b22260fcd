/*
 * The time of day: see rtc.h. The chip is asked once; from then on time is
 * what it said plus what has passed since.
 */
#include "arch/fdt.h"
#include "drivers/rtc.h"
#include "mm/page.h"

enum { TIME_LOW, TIME_HIGH };    /* reading the low half latches the high */

static nanosec_t boot_time;      /* of day, when timer_now() was 0 */

void
rtc_init(void)
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
