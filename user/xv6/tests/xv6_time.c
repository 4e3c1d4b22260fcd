/*
 * sleep() of 2022 and pause() of 2024-25 take as many ticks of 100 ms as they
 * are told, as uptime() sees them; 0 and less take none.
 */
#include "check.h"

static void
check_takes(int (*wait_for)(int), int ticks, int least)
{
	int before = uptime();
	uint64 cycles = r_time();

	CHECK_EQ(wait_for(ticks), 0);
	CHECK(uptime() - before >= least);
	CHECK(r_time() > cycles);
}

int
main(void)
{
	int first = uptime();

	CHECK(first >= 0);       /* 0: booted in less than a tick */
	check_takes(sleep, 3, 3);
	check_takes(pause, 12, 12);
	CHECK(uptime() - first >= 15);
	check_takes(sleep, 0, 0);
	check_takes(sleep, -1, 0);
	check_takes(pause, -0x7fffffff, 0);
	exit(0);
}
