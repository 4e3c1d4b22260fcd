/*
 * wait() gives the status as it was given to exit(), all of an int: small
 * ones, negative ones, ones beyond a byte, also through exec() and for many
 * children at once in any order.
 */
#include "check.h"

#define NCHILDREN 40

static const int statuses[] = {
	0, 1, 2, 127, 128, 254, 255, 256, 747, -1, -2, -128, 65536,
	0x7fffffff, -0x7fffffff - 1,
};

static void
leave(long status)
{
	exit((int)status);
}

static void
leave_through_exec(long unused)
{
	char *argv[] = { "/tests/xv6_exit_status", "747", 0 };

	(void)unused;
	exec(argv[0], argv);
}

static void
leave_together(void)
{
	int seen = 0, status;

	for (int i = 0; i < NCHILDREN; i++)
		start_child(leave, 1000 + i);
	for (int i = 0; i < NCHILDREN; i++) {
		CHECK(wait(&status) > 0);
		CHECK(status >= 1000 && status < 1000 + NCHILDREN);
		seen += status - 1000;
	}
	CHECK_EQ(seen, NCHILDREN * (NCHILDREN - 1) / 2);
}

int
main(int argc, char *argv[])
{
	if (argc > 1)
		exit(atoi(argv[1]));
	for (uint i = 0; i < COUNT(statuses); i++)
		CHECK_EQ(run_child(leave, statuses[i]), statuses[i]);
	CHECK_EQ(run_child(leave_through_exec, 0), 747);
	leave_together();
	CHECK_FAILS(wait(0));
	exit(0);
}
