/*
 * Sleepers wake in the order of their times, not of their calls, and one
 * with a time near the end of the number range sleeps on.
 */
#include <limits.h>
#include <signal.h>

#include "procstate.h"

#define NSLEEPERS 5
#define STEP_NS (50 * NS_PER_MS)
#define LEAD 6           /* steps until the first wakes */

static int ends[2];
static long start;

static void
sleep_and_report(long turn)
{
	long left = start + (turn + LEAD) * STEP_NS - now_ns();
	struct timespec want = { 0, left };
	char c = (char)turn;

	CHECK_EQ(nanosleep(&want, NULL), 0);
	CHECK_EQ(write(ends[1], &c, 1), 1);
}

static void
sleep_for_ever(long unused)
{
	struct timespec want = { LONG_MAX, NS_PER_S - 1 };

	(void)unused;
	nanosleep(&want, NULL);
}

int
main(void)
{
	pid_t sleeper[NSLEEPERS], eternal = start_child(sleep_for_ever, 0);
	char c;

	CHECK_EQ(pipe(ends), 0);
	start = now_ns();
	for (int i = 0; i < NSLEEPERS; i++)
		sleeper[i] = start_child(sleep_and_report, NSLEEPERS - 1 - i);
	for (int i = 0; i < NSLEEPERS; i++) {
		CHECK_EQ(read(ends[0], &c, 1), 1);
		CHECK_EQ(c, i);
	}
	for (int i = 0; i < NSLEEPERS; i++)
		CHECK_EXITED(reap(sleeper[i]), 0);
	CHECK_EQ(proc_state(eternal), PROC_BLOCKED);
	CHECK_EQ(kill(eternal, SIGKILL), 0);
	CHECK_KILLED(reap(eternal), SIGKILL);
	return 0;
}
