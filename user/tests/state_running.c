/*
 * Four harts run four processes at the same moment: three that compute are
 * all seen RUNNING together by a fourth that looks.
 *
 * run: CPUS=4 MEM=128M
 */
#include <signal.h>

#include "procstate.h"

#define NBUSY 3

static void
compute(long unused)
{
	(void)unused;
	for (volatile long i = 0;; i++)
		;
}

static int
all_running(const pid_t pid[])
{
	int n = 0;

	for (int i = 0; i < NBUSY; i++)
		n += proc_state(pid[i]) == PROC_RUNNING;
	return n == NBUSY;
}

int
main(void)
{
	long give_up = now_ns() + PATIENCE_NS;
	pid_t pid[NBUSY];

	CHECK_EQ(sysinfo_now().nharts, NBUSY + 1);
	for (int i = 0; i < NBUSY; i++)
		pid[i] = start_child(compute, 0);
	while (!all_running(pid))
		CHECK(now_ns() < give_up);
	for (int i = 0; i < NBUSY; i++) {
		CHECK_EQ(kill(pid[i], SIGKILL), 0);
		CHECK_KILLED(reap(pid[i]), SIGKILL);
	}
	return 0;
}
