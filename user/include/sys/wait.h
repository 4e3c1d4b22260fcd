/* Waiting for children and reading their statuses (POSIX). */
#ifndef _SYS_WAIT_H
#define _SYS_WAIT_H

#include <sys/types.h>

#include "abi/wait.h"

/* `status` may be NULL. The dead child's pid, or -1 with errno. */
pid_t wait(int *status);
pid_t waitpid(pid_t pid, int *status, int options);

#endif
