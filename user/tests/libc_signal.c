/*
 * signal() and sigaction() tell and set whether a signal is ignored, and
 * refuse handlers: ENOSYS, or EINVAL for SIGKILL, SIGSTOP and what is no
 * signal. The default action is what happens, then.
 */
#include <signal.h>

#include "check.h"

static void
handler(int sig)
{
	_exit(sig);
}

static void
refused(int sig, int error)
{
	struct sigaction action = { .sa_handler = handler };

	CHECK_ERRNO(signal(sig, handler), error);
	CHECK_ERRNO(sigaction(sig, &action, NULL), error);
}

static void
send(long sig)
{
	CHECK(signal((int)sig, SIG_DFL) == SIG_DFL);
	signal((int)sig, handler);
	raise((int)sig);
}

int
main(void)
{
	struct sigaction old = { .sa_handler = handler };

	errno = 0;
	CHECK(signal(SIGTERM, SIG_DFL) == SIG_DFL && errno == 0);
	CHECK_EQ(sigaction(SIGINT, NULL, &old), 0);
	CHECK(old.sa_handler == SIG_DFL && errno == 0);
	refused(SIGTERM, ENOSYS);
	refused(SIGCHLD, ENOSYS);
	refused(SIGKILL, EINVAL);
	refused(SIGSTOP, EINVAL);
	refused(0, EINVAL);
	refused(NSIG, EINVAL);
	CHECK_ERRNO(sigaction(-1, NULL, NULL), EINVAL);
	CHECK_ERRNO(signal(SIGKILL, SIG_IGN), EINVAL);
	CHECK_ERRNO(signal(SIGSTOP, SIG_IGN), EINVAL);
	CHECK_ERRNO(signal(SIGCHLD, SIG_IGN), EINVAL);
	CHECK_ERRNO(signal(0, SIG_IGN), EINVAL);
	CHECK(signal(SIGINT, SIG_IGN) == SIG_DFL);
	CHECK_EQ(sigaction(SIGINT, NULL, &old), 0);
	CHECK(old.sa_handler == SIG_IGN);
	CHECK(signal(SIGINT, SIG_DFL) == SIG_IGN);
	CHECK_KILLED(run_child(send, SIGTERM), SIGTERM);
	return 0;
}
