/*
 * _Thread_local variables begin with their values, or zero, lie apart, and
 * keep what is written, in a forked child too; errno is one of them.
 */
#include "check.h"

#define BIG 5000

static _Thread_local int first = 1;
static _Thread_local char big[BIG];
static _Thread_local long aligned __attribute__((aligned(64))) = 3;
_Thread_local short shared = -4;

static void
change(long by)
{
	CHECK(first == 1 && aligned == 3 && shared == -4);
	for (int i = 0; i < BIG; i++)
		CHECK_EQ(big[i], 0);
	memset(big, (int)by, BIG);
	first += (int)by;
	aligned += by;
	shared = (short)(shared + by);
	CHECK(first == 1 + by && aligned == 3 + by && shared == -4 + by);
	CHECK(big[0] == by && big[BIG - 1] == by);
}

int
main(void)
{
	CHECK_EQ((unsigned long)&aligned % 64, 0);
	CHECK_EXITED(run_child(change, 1), 0);
	change(2);
	CHECK_ERRNO(close(-1), EBADF);
	CHECK(first == 3 && aligned == 5 && shared == -2 && big[1] == 2);
	errno = ERANGE;
	CHECK(first == 3 && aligned == 5 && shared == -2 && big[1] == 2);
	CHECK_EQ(errno, ERANGE);
	return 0;
}
