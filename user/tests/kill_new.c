/*
 * A child that is killed before it has run its first instruction ends with
 * that signal, as often as this is done.
 *
 * run: CPUS=1 MEM=128M
 * run: CPUS=4 MEM=128M
 */
#include <signal.h>

#include "check.h"

#define NROUNDS 200

static void
wait_forever(long unused)
{
	struct timespec long_time = { 1000, 0 };

	(void)unused;
	nanosleep(&long_time, NULL);
}

int
main(void)
{
	for (int i = 0; i < NROUNDS; i++) {
		pid_t pid = start_child(wait_forever, 0);

		CHECK_EQ(kill(pid, SIGINT), 0);
		CHECK_KILLED(reap(pid), SIGINT);
	}
	return 0;
}
