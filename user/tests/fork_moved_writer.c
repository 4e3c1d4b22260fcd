/*
 * A process that writes to a page it shares with its child reads what it
 * wrote, also when it wakes up on a hart where it read the page before.
 *
 * run: CPUS=4 MEM=128M
 */
#include <signal.h>
#include <time.h>

#include "procstate.h"

#define NPAGES    64
#define NROUNDS   20
#define PAGE      4096
#define NAP_NS    200000

static volatile char pages[NPAGES][PAGE];

static void
nap(void)
{
	struct timespec t = { .tv_nsec = NAP_NS };

	nanosleep(&t, NULL);
}

static void
wait_forever(long unused)
{
	(void)unused;
	for (;;)
		nap();
}

int
main(void)
{
	for (int round = 1; round <= NROUNDS; round++) {
		pid_t pid = start_child(wait_forever, 0);

		for (int i = 0; i < NPAGES; i++) {
			for (int other = 0; other < NPAGES; other++)
				CHECK(pages[other][0] ==
				      (other < i ? round : round - 1));
			if (i % 2)
				nap();
			pages[i][0] = (char)round;
			if (i % 3)
				nap();
		}
		CHECK_EQ(kill(pid, SIGKILL), 0);
		CHECK_KILLED(reap(pid), SIGKILL);
	}
	return 0;
}
