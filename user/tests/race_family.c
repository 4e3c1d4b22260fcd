/*
 * Parents and children that end, wait, are killed and orphaned in any order:
 * each is waited for once, and in the end all are gone. ARGS: rounds.
 *
 * run: CPUS=1
 * run: CPUS=2 ARGS=100
 * run: CPUS=4 ARGS=100
 * run: CPUS=8 ARGS=100
 * timeout: 60
 */
#include <signal.h>
#include "procstate.h"

#define NCHILDREN 3

/* A child with children of its own, for whom it waits or does not. */
static void
family(long round)
{
	pid_t mine[NCHILDREN];

	setpgid(0, 0);
	for (long i = 0; i < NCHILDREN; i++) {
		mine[i] = fork_checked();
		if (mine[i] == 0 && (round + i) % 3 == 0)
			sleep(1000);
		if (mine[i] == 0)
			_exit(0);
	}
	for (long i = 0; i < NCHILDREN; i++)
		kill(mine[i], SIGKILL);
	if (round % 2)
		reap(mine[round % NCHILDREN]);
}

int
main(int argc, char **argv)
{
	long nrounds = argc > 1 ? atol(argv[1]) : 4;
	long before = (long)sysinfo_now().nprocs;

	for (long round = 0; round < nrounds; round++) {
		pid_t children[NCHILDREN];

		for (long i = 0; i < NCHILDREN; i++)
			children[i] = start_child(family, round + i);
		kill(children[round % NCHILDREN], SIGKILL);
		for (long i = 0; i < NCHILDREN; i++) {
			int status = reap(children[i]);

			if (i != round % NCHILDREN || !WIFSIGNALED(status))
				CHECK_EXITED(status, 0);
			CHECK_ERRNO(waitpid(children[i], NULL, 0), ECHILD);
			kill(-children[i], SIGKILL);   /* who still sleeps */
		}
	}
	while ((long)sysinfo_now().nprocs > before)
		sched_yield();           /* process 1 waits for the rest */
	return 0;
}
