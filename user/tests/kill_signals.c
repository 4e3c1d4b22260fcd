/*
 * Each signal ends a process that sends it to itself, and the wait status
 * names it; only SIGCHLD and SIGCONT are without effect. (What SIGSTOP and
 * its kin should do, stop, is an exercise: they are left out.)
 */
#include <signal.h>

#include "check.h"

static void
raise_and_leave(long sig)
{
	CHECK_EQ(kill(getpid(), (int)sig), 0);
	_exit(5);
}

static int
is_stop(int sig)
{
	return sig == SIGSTOP || sig == SIGTSTP || sig == SIGTTIN ||
	       sig == SIGTTOU;
}

int
main(void)
{
	for (int sig = 1; sig <= SIGTTOU; sig++) {
		int status;

		if (is_stop(sig))
			continue;
		status = run_child(raise_and_leave, sig);
		if (sig == SIGCHLD || sig == SIGCONT)
			CHECK_EXITED(status, 5);
		else
			CHECK_KILLED(status, sig);
	}
	return 0;
}
