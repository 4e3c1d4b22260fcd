/*
 * Actions and sets of signals. Every action is the default one, for ever:
 * the kernel has no call that would change it.
 */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#define ALL_SIGNALS (~SIGNAL_BIT(0))

static bool
valid(int sig)
{
	if (sig > 0 && sig < NSIG)
		return true;
	errno = EINVAL;
	return false;
}

/* Whether the action of `sig` may become `action`. */
static bool
may_be(int sig, sighandler_t action)
{
	errno = sig == SIGKILL || sig == SIGSTOP ? EINVAL : ENOSYS;
	return action == SIG_DFL;
}

int
sigaction(int sig, const struct sigaction *restrict action,
	  struct sigaction *restrict old)
{
	int error = errno;

	if (!valid(sig))
		return -1;
	if (action != NULL && !may_be(sig, action->sa_handler))
		return -1;
	errno = error;
	if (old != NULL)
		*old = (struct sigaction){ .sa_handler = SIG_DFL };
	return 0;
}

sighandler_t
signal(int sig, sighandler_t action)
{
	struct sigaction want = { .sa_handler = action };

	return sigaction(sig, &want, NULL) == 0 ? SIG_DFL : SIG_ERR;
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
