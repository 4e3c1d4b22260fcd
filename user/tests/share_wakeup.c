/*
 * More processes than harts, all of them computing and sleeping in turn, all
 * get done: nobody is forgotten in the ready queue or after a sleep.
 *
 * run: CPUS=1 MEM=128M
 * run: CPUS=4 MEM=128M
 */
#include "check.h"

#define NCHILDREN 24
#define NROUNDS 10
#define NSTEPS 20000

static void
work_and_sleep(long which)
{
	struct timespec pause = { 0, (which % 4 + 1) * NS_PER_MS };

	for (int i = 0; i < NROUNDS; i++) {
		for (volatile int n = 0; n < NSTEPS; n++)
			;
		CHECK_EQ(nanosleep(&pause, NULL), 0);
	}
}

int
main(void)
{
	for (int i = 0; i < NCHILDREN; i++)
		start_child(work_and_sleep, i);
	reap_all();
	return 0;
}
