/*
 * A process that computes for ever does not starve two others on the same
 * hart that pass a byte to and fro: each pass waits for at most a few slices.
 * The hog progresses as well.
 */
#include <signal.h>

#include "procstate.h"

#define NPASSES 25
#define PASS_NS (200 * NS_PER_MS)    /* far above, for a busy machine */
#define LIMIT_NS (NPASSES * PASS_NS)

static int to[2], fro[2];

static void
compute(long unused)
{
	(void)unused;
	for (volatile long i = 0;; i++)
		;
}

static void
return_bytes(long unused)
{
	char c;

	(void)unused;
	for (int i = 0; i < NPASSES; i++) {
		CHECK_EQ(read(to[0], &c, 1), 1);
		CHECK_EQ(write(fro[1], &c, 1), 1);
	}
}

int
main(void)
{
	struct procinfo info;
	pid_t hog, partner;
	long start;
	char c = 0;

	CHECK_EQ(pipe(to) + pipe(fro), 0);
	hog = start_child(compute, 0);
	partner = start_child(return_bytes, 0);
	start = now_ns();
	for (int i = 0; i < NPASSES; i++) {
		CHECK_EQ(write(to[1], &c, 1), 1);
		CHECK_EQ(read(fro[0], &c, 1), 1);
	}
	CHECK(now_ns() - start < LIMIT_NS);
	CHECK_EXITED(reap(partner), 0);
	CHECK(proc_find(hog, &info));
	CHECK(info.cpu_ns > 0);
	CHECK_EQ(kill(hog, SIGKILL), 0);
	CHECK_KILLED(reap(hog), SIGKILL);
	return 0;
}
