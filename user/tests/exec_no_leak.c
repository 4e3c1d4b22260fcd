/*
 * fork, exec, exit and wait, and execs that fail, give back every frame and
 * every kernel object.
 *
 * run: CPUS=1 MEM=32M
 */
#include "procstate.h"

#define SELF "/tests/exec_no_leak"
#define NROUNDS 60

static char *const argv[] = { SELF, "child", NULL };
static char *const none[] = { NULL };

static void
exec_self(long unused)
{
	(void)unused;
	execve("/tmp", argv, none);
	execve("/no/such", argv, none);
	execve(SELF, argv, none);
}

static void
exec_often(long rounds)
{
	for (long i = 0; i < rounds; i++)
		CHECK_EXITED(run_child(exec_self, 0), STARTED);
}

int
main(int argc, char **unused)
{
	(void)unused;
	if (argc == 2)
		return STARTED;
	check_no_leak(exec_often, NROUNDS);
	return 0;
}
