/*
 * A process that ends closes its descriptors, however it ends: the reader of
 * a pipe sees its end once the last writer has exited or was killed.
 */
#include <signal.h>

#include "check.h"

static void
end_after_write(long fd)
{
	CHECK_EQ(write((int)fd, "x", 1), 1);
}

static void
die_after_write(long fd)
{
	end_after_write(fd);
	kill(getpid(), SIGKILL);
}

static void
expect_one_byte(void (*writer)(long))
{
	int ends[2];
	pid_t pid;
	char c;

	CHECK_EQ(pipe(ends), 0);
	pid = start_child(writer, ends[1]);
	CHECK_EQ(close(ends[1]), 0);
	CHECK_EQ(read(ends[0], &c, 1), 1);
	CHECK_EQ(read(ends[0], &c, 1), 0);
	reap(pid);
	CHECK_EQ(close(ends[0]), 0);
}

int
main(void)
{
	expect_one_byte(end_after_write);
	expect_one_byte(die_after_write);
	return 0;
}
