/*
 * Time: see timer.h.
 */
#include "arch/cpu.h"
#include "arch/sbi.h"
#include "lib/panic.h"
#include "sched/timer.h"

#define FRACTION_BITS 32

static uint64_t nsec_per_tick;   /* times 2^FRACTION_BITS */

void
timer_init(void)
{
	ASSERT_CMP(machine.timebase_hz, >, 0);
	nsec_per_tick = (NSEC_PER_SEC << FRACTION_BITS) / machine.timebase_hz;
}

/* time (unprivileged specification, chapter 10) counts from power-on. */
nanosec_t
timer_now(void)
{
	return (nanosec_t)((unsigned __int128)csr_read(time) * nsec_per_tick >>
			   FRACTION_BITS);
}

/*
 * Sstc's stimecmp (CSR 0x14d) is written directly; without Sstc the firmware
 * does it (SBI chapter 6). Old assemblers do not know the register's name.
 */
void
timer_interrupt_at(nanosec_t when)
{
	uint64_t ticks = NEVER;

	if (when != NEVER)
		ticks = when / NSEC_PER_SEC * machine.timebase_hz +
			when % NSEC_PER_SEC * machine.timebase_hz /
			NSEC_PER_SEC + 1;
	this_hart()->timer_at = when;
	if (machine.has_sstc)
		csr_write(0x14d, ticks);
	else
		sbi_set_timer(ticks);
}
