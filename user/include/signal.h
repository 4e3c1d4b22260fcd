/*
 * Signals (POSIX). The kernel knows default actions only, so there is nothing
 * to catch, ignore or block them with: signal() and sigaction() do not exist.
 */
#ifndef _SIGNAL_H
#define _SIGNAL_H

#include <sys/types.h>

#include "abi/signal.h"

int kill(pid_t pid, int sig);
int raise(int sig);
int killpg(pid_t pgid, int sig);

#endif
