/*
 * A blocked process dies of a signal at once, whatever it is blocked in: an
 * empty pipe, a full pipe, a long sleep, a wait for a child of its own.
 */
#include <signal.h>

#include "procstate.h"

static int empty[2], full[2];

static void
block_in_read(long unused)
{
	char c;

	(void)unused;
	read(empty[0], &c, 1);
}

static void
block_in_write(long unused)
{
	(void)unused;
	while (write(full[1], "x", 1) == 1)
		;
}

static void
block_in_sleep(long unused)
{
	struct timespec long_time = { 1000, 0 };

	(void)unused;
	nanosleep(&long_time, NULL);
}

static void
block_in_wait(long unused)
{
	reap(start_child(block_in_read, unused));
}

int
main(void)
{
	void (*body[])(long) = { block_in_read, block_in_write,
				 block_in_sleep, block_in_wait };

	CHECK_EQ(pipe(empty) + pipe(full), 0);
	for (unsigned i = 0; i < sizeof(body) / sizeof(body[0]); i++) {
		pid_t pid = start_child(body[i], 0);

		await_state(pid, PROC_BLOCKED);
		CHECK_EQ(kill(pid, SIGTERM), 0);
		CHECK_KILLED(reap(pid), SIGTERM);
	}
	CHECK_EQ(write(empty[1], "x", 1), 1);
	return 0;
}
