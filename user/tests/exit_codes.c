/*
 * The parent learns the low eight bits of each exit status 0 … 255, and of
 * values beyond them, both through _exit() and through main's return.
 */
#include "check.h"

#define NCODES 256

static void
leave(long code)
{
	_exit((int)code);
}

int
main(void)
{
	for (int code = 0; code < NCODES; code++)
		CHECK_EXITED(run_child(leave, code), code);
	CHECK_EXITED(run_child(leave, -1), NCODES - 1);
	CHECK_EXITED(run_child(leave, NCODES + 7), 7);
	CHECK_EXITED(run_child(leave, 1L << 30), 0);
	return 0;
}
