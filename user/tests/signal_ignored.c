/*
 * An ignored signal neither ends nor stops a process, nor what it forks and
 * executes; a write to a broken pipe is then EPIPE. SIGKILL ends it all the
 * same, and what is no longer ignored does what it did.
 */
#include <signal.h>

#include "procstate.h"

#define SELF "/tests/signal_ignored"

static void
survive(long unused)
{
	(void)unused;
	CHECK_EQ(raise(SIGTERM), 0);
	CHECK_EQ(kill(0, SIGTERM), 0);
	CHECK_EQ(raise(SIGTSTP), 0);
}

static void
execute(long unused)
{
	char *const argv[] = { SELF, "again", NULL };

	(void)unused;
	execve(SELF, argv, argv + 2);
}

static void
end_by(long sig)
{
	raise((int)sig);
}

int
main(int argc, char **unused)
{
	int ends[2];

	(void)unused;
	if (argc == 2)
		return (survive(0), STARTED);
	CHECK_EQ(setpgid(0, 0), 0);
	CHECK(signal(SIGTERM, SIG_IGN) == SIG_DFL);
	CHECK(signal(SIGTSTP, SIG_IGN) == SIG_DFL);
	survive(0);
	CHECK_EXITED(run_child(survive, 0), 0);
	CHECK_EXITED(run_child(execute, 0), STARTED);
	CHECK_KILLED(run_child(end_by, SIGKILL), SIGKILL);
	CHECK_KILLED(run_child(end_by, SIGINT), SIGINT);
	CHECK(signal(SIGTERM, SIG_DFL) == SIG_IGN);
	CHECK_KILLED(run_child(end_by, SIGTERM), SIGTERM);
	CHECK_EQ(pipe(ends), 0);
	CHECK_EQ(close(ends[0]), 0);
	CHECK(signal(SIGPIPE, SIG_IGN) == SIG_DFL);
	CHECK_ERRNO(write(ends[1], "x", 1), EPIPE);
	return 0;
}
