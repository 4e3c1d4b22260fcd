/*
 * Writing to a pipe without a reader ends the writer with SIGPIPE, also one
 * that is blocked as the last reader goes; others are not hurt.
 */
#include <signal.h>

#include "procstate.h"

static int ends[2];

static void
write_one(long unused)
{
	(void)unused;
	close(ends[0]);
	write(ends[1], "x", 1);
}

static void
write_for_ever(long unused)
{
	(void)unused;
	close(ends[0]);
	while (write(ends[1], "x", 1) == 1)
		;
}

static void
read_one_and_leave(long unused)
{
	char c;

	(void)unused;
	CHECK_EQ(read(ends[0], &c, 1), 1);
}

int
main(void)
{
	pid_t writer;

	CHECK_EQ(pipe(ends), 0);
	writer = start_child(write_for_ever, 0);
	await_state(writer, PROC_BLOCKED);
	CHECK_EXITED(run_child(read_one_and_leave, 0), 0);
	await_state(writer, PROC_BLOCKED);
	CHECK_EQ(close(ends[0]), 0);
	CHECK_KILLED(reap(writer), SIGPIPE);
	CHECK_KILLED(run_child(write_one, 0), SIGPIPE);
	return 0;
}
