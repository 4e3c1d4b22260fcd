/*
 * Floating-point registers and the rounding mode belong to each process:
 * several that compute with different values keep theirs across system
 * calls, yields, preemption and moves between harts.
 *
 * run: CPUS=1 MEM=128M
 * run: CPUS=4 MEM=128M
 */
#include "procstate.h"

#define NCHILDREN 6
#define NROUNDS 300
#define NSPINS 3000
#define NMODES 5

static void
keep_values(long which)
{
	unsigned long mode = (unsigned long)which % NMODES, got_mode;
	double low = (double)which + 0.25, high = -low, got_low, got_high;

	__asm__ volatile ("fsrm %0" : : "r"(mode));
	__asm__ volatile ("fmv.d f1, %0\n\tfmv.d f31, %1"
			  : : "f"(low), "f"(high) : "f1", "f31");
	for (int i = 0; i < NROUNDS; i++) {
		if (i % 2)
			sched_yield();
		else
			for (volatile int n = 0; n < NSPINS; n++)
				;
		__asm__ volatile ("frrm %0" : "=r"(got_mode));
		__asm__ volatile ("fmv.d %0, f1" : "=f"(got_low));
		__asm__ volatile ("fmv.d %0, f31" : "=f"(got_high));
		CHECK_EQ(got_mode, mode);
		CHECK(got_low == low && got_high == high);
	}
}

int
main(void)
{
	for (int i = 0; i < NCHILDREN; i++)
		start_child(keep_values, i);
	reap_all();
	return 0;
}
