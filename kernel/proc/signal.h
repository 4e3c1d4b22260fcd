/*
 * Signals: default actions only. A signal that is not ignored ends the
 * process, the next time it would return to its program.
 */
#pragma once

#include "proc/proc.h"

/*
 * POSIX kill(): pid > 0 one process, 0 the own group, -1 all but process 1,
 * below -1 group -pid. Signal 0 only looks. 0, -EINVAL, -ESRCH; -EPERM for
 * process 1, which nobody may end.
 */
int signal_kill(struct proc *self, pid_t pid, int signal);

/* To every process of a group; nothing when there is none. */
void signal_group(pid_t group, int signal);

/* Before a return to the user program: does not return if `p` is to end. */
void signal_deliver(struct proc *p);
