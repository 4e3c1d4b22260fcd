/*
 * A pipe takes 64 KiB before its writer blocks; when a reader makes room the
 * writer goes on, and nothing is lost or doubled.
 */
#include "procstate.h"

#define CAPACITY_MIN (64 * 1024L)
#define TOTAL (CAPACITY_MIN * 5 + 123)

static char byte_of[251];

static void
write_total(long fd)
{
	for (long i = 0; i < TOTAL; i++)
		CHECK_EQ(write((int)fd, &byte_of[i % 251], 1), 1);
}

int
main(void)
{
	static char got[CAPACITY_MIN];
	long at = 0, n;
	int ends[2];
	pid_t pid;

	for (int i = 0; i < 251; i++)
		byte_of[i] = (char)i;
	CHECK_EQ(pipe(ends), 0);
	CHECK_EQ(write(ends[1], got, CAPACITY_MIN), CAPACITY_MIN);
	read_exactly(ends[0], got, CAPACITY_MIN);
	pid = start_child(write_total, ends[1]);
	await_state(pid, PROC_BLOCKED);
	CHECK_EQ(close(ends[1]), 0);
	while ((n = read(ends[0], got, 777)) > 0)
		for (long i = 0; i < n; i++, at++)
			CHECK_EQ(got[i], byte_of[at % 251]);
	CHECK_EQ(n, 0);
	CHECK_EQ(at, TOTAL);
	CHECK_EXITED(reap(pid), 0);
	return 0;
}
