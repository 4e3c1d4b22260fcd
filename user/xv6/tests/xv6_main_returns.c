/*
 * What main() returns is the exit status (the form of 2024-25).
 */
#include "check.h"

static void
run_self(long status)
{
	char digit[] = { (char)('0' + status), 0 };
	char *argv[] = { "/tests/xv6_main_returns", digit, 0 };

	exec(argv[0], argv);
}

int
main(int argc, char *argv[])
{
	if (argc > 1)
		return atoi(argv[1]);
	CHECK_EQ(run_child(run_self, 0), 0);
	CHECK_EQ(run_child(run_self, 7), 7);
	return 0;
}
