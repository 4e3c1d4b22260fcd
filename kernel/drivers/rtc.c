/*
 * The time of day: see rtc.h. The chip is asked once; from then on time is
 * what it said plus what has passed since.
 */
#include "arch/fdt.h"
#include "drivers/rtc.h"
#include "mm/page.h"

#define RTC_TIME_LOW  0x00      /* reading it latches the high half */
#define RTC_TIME_HIGH 0x04

static nanosec_t boot_time;      /* of day, when timer_now() was 0 */

void
rtc_init(void)
{
	const volatile uint32_t *low, *high;
	uint64_t now;

	if (machine.rtc.base == 0)
		return;
	low = pa_to_kernel(machine.rtc.base + RTC_TIME_LOW);
	high = pa_to_kernel(machine.rtc.base + RTC_TIME_HIGH);
	now = *low;
	now |= (uint64_t)*high << 32;
	boot_time = now - timer_now();
}

nanosec_t
clock_realtime(void)
{
	return boot_time + timer_now();
}
