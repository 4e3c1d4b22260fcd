/*
 * Some run programs while their siblings end, are killed, stopped and made to
 * go on: who was not killed ends as its program says. ARGS: rounds.
 *
 * run: CPUS=1
 * run: CPUS=2 ARGS=40
 * run: CPUS=4 ARGS=40
 * run: CPUS=8 ARGS=40
 * timeout: 60
 */
#include <signal.h>
#include <stdlib.h>

#include "check.h"

#define NSIBLINGS 6

static void
body(long i)
{
	if (i % 3 == 0)
		execl("/bin/true", "true", (char *)NULL);
	else if (i % 3 == 1)
		execl("/bin/false", "false", (char *)NULL);
	_exit(i % 3 == 2 ? 0 : 99);
}

int
main(int argc, char **argv)
{
	long nrounds = argc > 1 ? atol(argv[1]) : 3;
	pid_t siblings[NSIBLINGS];

	for (long round = 0; round < nrounds; round++) {
		for (long i = 0; i < NSIBLINGS; i++)
			siblings[i] = start_child(body, i);
		for (long i = 0; i < NSIBLINGS; i++) {
			CHECK_EQ(kill(siblings[i], SIGSTOP), 0);
			if ((round + i) % 4 == 0)
				kill(siblings[i], SIGKILL);
			CHECK_EQ(kill(siblings[i], SIGCONT), 0);
		}
		for (long i = NSIBLINGS - 1; i >= 0; i--) {
			int status = reap(siblings[i]);

			if ((round + i) % 4 != 0 || !WIFSIGNALED(status))
				CHECK_EXITED(status, i % 3 == 1);
		}
	}
	return 0;
}
