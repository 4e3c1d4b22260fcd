/*
 * getrusage() and times() tell of the processor time that a process used and,
 * once they were waited for, of that of its children and their children.
 */
#include <sys/resource.h>
#include <sys/times.h>

#include "procstate.h"

#define BUSY_NS (30 * NS_PER_S / 1000)

static long
used_us(int who)
{
	struct rusage r;

	CHECK_EQ(getrusage(who, &r), 0);
	return r.ru_utime.tv_sec * 1000000 + r.ru_utime.tv_usec;
}

static void
be_busy(long grandchild)
{
	clock_t end = clock() + BUSY_NS / 1000;

	if (grandchild)
		CHECK_EXITED(run_child(be_busy, 0), 0);
	while (clock() < end)
		;
}

int
main(void)
{
	struct rusage r;
	struct tms t;

	CHECK_EQ(used_us(RUSAGE_CHILDREN), 0);
	be_busy(0);
	CHECK(used_us(RUSAGE_SELF) >= BUSY_NS / 1000);
	CHECK_EXITED(run_child(be_busy, 1), 0);
	CHECK(used_us(RUSAGE_CHILDREN) >= 2 * BUSY_NS / 1000);
	CHECK(times(&t) > 0);
	CHECK(t.tms_cutime >= 2 * BUSY_NS / 1000);
	CHECK(t.tms_utime >= BUSY_NS / 1000);
	CHECK_ERRNO(getrusage(1, &r), EINVAL);
	return 0;
}
