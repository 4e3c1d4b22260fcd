/*
 * The monotonic clock never goes back, on one hart or between several; the
 * real-time clock tells a year of this century; other clocks are EINVAL.
 *
 * run: CPUS=1 MEM=128M
 * run: CPUS=4 MEM=128M
 */
#include "procstate.h"

#define NREADS 2000
#define YEAR_S (365L * 24 * 3600)
#define FROM_1970_TO_2020 (50 * YEAR_S)
#define FROM_1970_TO_2120 (151 * YEAR_S)


int
main(void)
{
	struct timespec now, real;
	long last = 0;

	for (int i = 0; i < NREADS; i++) {
		CHECK_EQ(clock_gettime(CLOCK_MONOTONIC, &now), 0);
		CHECK(now.tv_nsec >= 0 && now.tv_nsec < NS_PER_S);
		CHECK(now.tv_sec * NS_PER_S + now.tv_nsec >= last);
		last = now.tv_sec * NS_PER_S + now.tv_nsec;
		if (i % 16 == 0)
			sched_yield();
	}
	CHECK(last > 0);
	CHECK_EQ(clock_gettime(CLOCK_REALTIME, &real), 0);
	CHECK(real.tv_nsec >= 0 && real.tv_nsec < NS_PER_S);
	CHECK(real.tv_sec > FROM_1970_TO_2020);
	CHECK(real.tv_sec < FROM_1970_TO_2120);
	CHECK_ERRNO(clock_gettime(99, &now), EINVAL);
	CHECK_ERRNO(clock_gettime(-1, &now), EINVAL);
	return 0;
}
