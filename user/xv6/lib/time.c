/*
 * Time in xv6's ticks of 100 ms. A program of one form may have a function of
 * its own with the name that only the other form has: so they are weak.
 */
#include "abi/time.h"
#include "sys.h"
#include "user/user.h"

#define TICKS_PER_S 10
#define NS_PER_TICK 100000000L

int pause(int ticks) __attribute__((weak));
int sleep(int ticks) __attribute__((weak, alias("sleep_ticks")));
int sleep_ticks(int ticks);

int
sleep_ticks(int ticks)
{
	struct timespec t = { ticks / TICKS_PER_S,
			      ticks % TICKS_PER_S * NS_PER_TICK };

	if (ticks <= 0)
		return 0;
	return answer(sys_call(KERNEL_nanosleep, PTR(&t), 0, 0));
}

int
pause(int ticks)
{
	return sleep_ticks(ticks);
}

int
uptime(void)
{
	struct timespec t;

	sys_call(KERNEL_clock_gettime, CLOCK_MONOTONIC, PTR(&t), 0);
	return (int)(t.tv_sec * TICKS_PER_S + t.tv_nsec / NS_PER_TICK);
}
