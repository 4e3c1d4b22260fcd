/*
 * A reader that is killed while it waits takes no byte with it: what is
 * written afterwards goes to the next reader.
 *
 * run: CPUS=1 MEM=128M
 * run: CPUS=4 MEM=128M
 */
#include <signal.h>

#include "procstate.h"

#define NROUNDS 30

static int ends[2];

static void
read_one(long unused)
{
	char c;

	(void)unused;
	read(ends[0], &c, 1);
}

int
main(void)
{
	char c;

	CHECK_EQ(pipe(ends), 0);
	for (int i = 0; i < NROUNDS; i++) {
		pid_t victim = start_child(read_one, 0);

		await_state(victim, PROC_BLOCKED);
		CHECK_EQ(kill(victim, SIGKILL), 0);
		CHECK_KILLED(reap(victim), SIGKILL);
		c = (char)i;
		CHECK_EQ(write(ends[1], &c, 1), 1);
		CHECK_EQ(read(ends[0], &c, 1), 1);
		CHECK_EQ(c, i);
	}
	return 0;
}
