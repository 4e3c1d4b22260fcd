/*
 * Signals (POSIX). The kernel knows default actions and ignored signals; there
 * is nothing to catch or block them with. signal() and sigaction() fail with
 * ENOSYS when asked for a handler.
 */
#ifndef _SIGNAL_H
#define _SIGNAL_H

#include <sys/types.h>

#include "abi/signal.h"

typedef int sig_atomic_t;
typedef unsigned int sigset_t;         /* SIGNAL_BIT() of each member */

typedef void (*sighandler_t)(int);

#define SIG_DFL ((sighandler_t)0)
#define SIG_IGN ((sighandler_t)1)
#define SIG_ERR ((sighandler_t)-1)

struct sigaction {
	sighandler_t sa_handler;
	sigset_t sa_mask;
	int sa_flags;
};

int kill(pid_t pid, int sig);
int raise(int sig);
int killpg(pid_t pgid, int sig);

/* The action until now, SIG_DFL or SIG_IGN. SIG_ERR (or -1) with EINVAL for
   what is no signal or may not be changed (SIGKILL, SIGSTOP, and SIGCHLD may
   not be ignored), ENOSYS for a handler. */
sighandler_t signal(int sig, sighandler_t action);
int sigaction(int sig, const struct sigaction *restrict action,
	struct sigaction *restrict old);

/* Sets of signals; -1 with EINVAL for what is no signal. */
int sigemptyset(sigset_t *set);
int sigfillset(sigset_t *set);
int sigaddset(sigset_t *set, int sig);
int sigdelset(sigset_t *set, int sig);
int sigismember(const sigset_t *set, int sig);

#endif
