/*
 * sched_yield() lets the other READY process run: on one hart two processes
 * that yield after each step take turns, so neither gets far ahead.
 */
#include "procstate.h"

#define NSTEPS 200
#define AHEAD 40

static void
step_and_report(long fd)
{
	char c = 0;

	for (int i = 0; i < NSTEPS; i++) {
		CHECK_EQ(write((int)fd, &c, 1), 1);
		CHECK_EQ(sched_yield(), 0);
	}
}

int
main(void)
{
	int ends[2], seen = 0;
	char c[NSTEPS];
	pid_t pid;

	CHECK_EQ(sysinfo_now().nharts, 1);
	CHECK_EQ(pipe(ends), 0);
	pid = start_child(step_and_report, ends[1]);
	for (int step = 1; step <= AHEAD; step++)
		CHECK_EQ(sched_yield(), 0);
	seen = (int)read(ends[0], c, NSTEPS);
	CHECK(seen >= AHEAD / 4);
	CHECK(seen <= AHEAD * 4);
	while (seen < NSTEPS) {
		int n = (int)read(ends[0], c, NSTEPS);

		CHECK(n > 0);
		seen += n;
	}
	CHECK_EXITED(reap(pid), 0);
	return 0;
}
