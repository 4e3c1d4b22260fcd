/*
 * Rings of processes pass a growing number round and round, all rings at
 * once: no wake-up is lost and no value changes on its way.
 *
 * run: CPUS=1 MEM=128M
 * run: CPUS=4 MEM=128M
 * timeout: 30
 */
#include "check.h"

enum { NRINGS = 3, NMEMBERS = 4, NLAPS = 400 };

static int
pass_on(int from, int to)
{
	long value;

	while (read(from, &value, sizeof(value)) == sizeof(value) && ++value)
		CHECK_EQ(write(to, &value, sizeof(value)), sizeof(value));
	return 0;
}

/* A ring from the pipe `first`, which it makes, to the pipe it returns. */
static int
start_members(int first[2])
{
	int next[2], last = pipe(first) == 0 ? first[0] : -1;

	for (int i = 1; i < NMEMBERS; i++) {
		CHECK_EQ(pipe(next), 0);
		if (fork_checked() == 0)
			_exit(close(first[1]) + pass_on(last, next[1]));
		CHECK_EQ(close(last) + close(next[1]), 0);
		last = next[0];
	}
	return last;
}

static void
run_ring(long value)
{
	long end = value + (NMEMBERS - 1) * NLAPS;
	int first[2], last = start_members(first);

	for (int lap = 0; lap < NLAPS; lap++) {
		CHECK_EQ(write(first[1], &value, sizeof(value)), sizeof(value));
		CHECK_EQ(read(last, &value, sizeof(value)), sizeof(value));
	}
	CHECK(value == end && close(first[1]) == 0);
	reap_all();
}

int
main(void)
{
	for (int i = 1; i <= NRINGS; i++)
		start_child(run_ring, i * 1000000L);
	reap_all();
	return 0;
}
