/*
 * What sbrk() promises it keeps: more than there is fails at once with
 * ENOMEM and the process lives on; all that was promised can be touched; it
 * comes back when the process ends.
 *
 * run: CPUS=1 MEM=32M
 * run: CPUS=1 MEM=2G
 * timeout: 60
 */
#include <signal.h>

#include "procstate.h"

#define PAGE 4096L
#define STEP (1024 * 1024L)
#define TOUCH_MAX (256 * STEP)
#define TOLERANCE 256     /* frames */

static void
use_all(long unused)
{
	long frames = frames_available(), size = 0;
	char *start = sbrk(0);

	(void)unused;
	CHECK_ERRNO(sbrk((frames + 1) * PAGE), ENOMEM);
	while (size < TOUCH_MAX && sbrk(STEP) != (char *)-1)
		size += STEP;
	CHECK(size == TOUCH_MAX || errno == ENOMEM);
	CHECK(size == TOUCH_MAX || size > frames * PAGE * 3 / 4);
	for (long at = 0; at < size; at += PAGE)
		start[at] = (char)(at / PAGE);
	for (long at = 0; at < size; at += PAGE)
		CHECK_EQ(start[at], (char)(at / PAGE));
}

int
main(void)
{
	long before = frames_available();

	CHECK_EXITED(run_child(use_all, 0), 0);
	CHECK(before - frames_available() < TOLERANCE);
	CHECK_EXITED(run_child(use_all, 0), 0);
	CHECK(before - frames_available() < TOLERANCE);
	return 0;
}
