/*
 * Actions and sets of signals. An action is the default one or to ignore the
 * signal: the kernel knows no handlers.
 */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "sys.h"

#define ALL_SIGNALS (~SIGNAL_BIT(0))

static bool
valid(int sig)
{
	if (sig > 0 && sig < NSIG)
		return true;
	errno = EINVAL;
	return false;
}

int
sigaction(int sig, const struct sigaction *restrict action,
	  struct sigaction *restrict old)
{
	sighandler_t want = action != NULL ? action->sa_handler : SIG_DFL;
	int how = action == NULL ? -1 : want == SIG_IGN, was;

	if (want != SIG_DFL && want != SIG_IGN) {
		if (valid(sig))
			errno = sig == SIGKILL || sig == SIGSTOP ?
				EINVAL : ENOSYS;
		return -1;
	}
	was = __sys_sigignore(sig, how);
	if (was >= 0 && old != NULL)
		*old = (struct sigaction){
			.sa_handler = was ? SIG_IGN : SIG_DFL
		};
	return was < 0 ? -1 : 0;
}

sighandler_t
signal(int sig, sighandler_t action)
{
	struct sigaction want = { .sa_handler = action }, old;

	return sigaction(sig, &want, &old) == 0 ? old.sa_handler : SIG_ERR;
}

int
sigemptyset(sigset_t *set)
{
	*set = 0;
	return 0;
}

int
sigfillset(sigset_t *set)
{
	*set = ALL_SIGNALS;
	return 0;
}

int
sigaddset(sigset_t *set, int sig)
{
	if (!valid(sig))
		return -1;
	*set |= SIGNAL_BIT(sig);
	return 0;
}

int
sigdelset(sigset_t *set, int sig)
{
	if (!valid(sig))
		return -1;
	*set &= ~SIGNAL_BIT(sig);
	return 0;
}

int
sigismember(const sigset_t *set, int sig)
{
	if (!valid(sig))
		return -1;
	return (*set & SIGNAL_BIT(sig)) != 0;
}
