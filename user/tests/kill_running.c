/*
 * A process that never makes a system call dies of a signal, both while it
 * waits for a processor (one hart) and while it runs on another (four).
 *
 * run: CPUS=1 MEM=128M
 * run: CPUS=4 MEM=128M
 */
#include <signal.h>

#include "procstate.h"

#define NROUNDS 10

static void
run_forever(long unused)
{
	(void)unused;
	for (volatile long i = 0;; i++)
		;
}

int
main(void)
{
	int busy = sysinfo_now().nharts > 1 ? PROC_RUNNING : PROC_READY;

	for (int i = 0; i < NROUNDS; i++) {
		pid_t pid = start_child(run_forever, 0);

		await_state(pid, busy);
		CHECK_EQ(kill(pid, SIGKILL), 0);
		CHECK_KILLED(reap(pid), SIGKILL);
	}
	return 0;
}
