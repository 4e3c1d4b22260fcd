/*
 * The stack grows on demand to more than 7 MiB, keeps what was written to
 * it, and is private to each process.
 *
 * run: CPUS=1 MEM=32M
 * run: CPUS=1 MEM=128M
 */
#include "check.h"

#define FRAME_SIZE 4096
#define DEPTH (7 * 1024 * 1024 / FRAME_SIZE)

/* Each level keeps its depth in its own frame and looks again afterwards. */
static __attribute__((noinline)) long
descend(long depth)
{
	volatile long frame[FRAME_SIZE / sizeof(long)];
	long below;

	frame[0] = depth;
	frame[FRAME_SIZE / sizeof(long) - 1] = -depth;
	below = depth < DEPTH ? descend(depth + 1) : 0;
	CHECK_EQ(frame[0], depth);
	CHECK_EQ(frame[FRAME_SIZE / sizeof(long) - 1], -depth);
	return below + 1;
}

static void
descend_in_child(long unused)
{
	(void)unused;
	CHECK_EQ(descend(0), DEPTH + 1);
}

int
main(void)
{
	CHECK_EXITED(run_child(descend_in_child, 0), 0);
	descend_in_child(0);
	CHECK_EXITED(run_child(descend_in_child, 0), 0);
	return 0;
}
