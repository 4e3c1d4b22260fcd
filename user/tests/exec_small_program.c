/*
 * The smallest programs, without constants and data, so with empty segments
 * in their files, start and end as they should.
 */
#include "check.h"

static void
exec_program(long path)
{
	execl((const char *)path, "x", (char *)NULL);
	_exit(2);
}

int
main(void)
{
	CHECK_EXITED(run_child(exec_program, (long)"/bin/true"), 0);
	CHECK_EXITED(run_child(exec_program, (long)"/bin/false"), 1);
	return 0;
}
