/*
 * fork() is -1 when there are NPROC processes, and works again when some have
 * ended; a bomb of forks goes out by itself.
 */
#include "check.h"

static int ends[2];

static void
wait_for_end(void)
{
	char c;

	CHECK_EQ(close(ends[1]), 0);
	CHECK_EQ(read(ends[0], &c, 1), 0);
	exit(0);
}

static int
fork_all(void)
{
	int n = 0, pid;

	while ((pid = fork()) > 0)
		n++;
	if (pid == 0)
		wait_for_end();
	return n;
}

static void
explode(long depth)
{
	while (depth-- > 0)
		fork();
}

int
main(void)
{
	int first = 0;

	for (int i = 0; i < 3; i++) {
		int n;

		CHECK_EQ(pipe(ends), 0);
		n = fork_all();
		CHECK(n > NPROC / 2 && n < NPROC);
		CHECK_FAILS(fork());
		first = i == 0 ? n : first;
		CHECK_EQ(n, first);
		CHECK_EQ(close(ends[1]), 0);
		reap(n);
		CHECK_EQ(close(ends[0]), 0);
	}
	CHECK_EQ(run_child(explode, 10), 0);
	sleep(5);
	CHECK_EQ(run_child(explode, 0), 0);
	exit(0);
}
