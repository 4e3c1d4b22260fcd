/*
 * systrace(): each system call of a process, as it begins and as it returns,
 * and the end of the process become records in a file or a pipe. A call that
 * does not return (_exit, and an execve that succeeds) has only the first.
 */
#pragma once

#include "types.h"

/* For the processes that it will fork as well. */
#define SYSTRACE_CHILDREN 1

#define SYSTRACE_ARGUMENTS 6
#define SYSTRACE_BYTES     64

enum systrace_kind { SYSTRACE_CALL, SYSTRACE_RETURN, SYSTRACE_END };

struct systrace_record {
	unsigned long time_ns;             /* since boot */
	pid_t pid;
	unsigned short number;             /* of the call: abi/numbers.h */
	unsigned char kind;                /* enum systrace_kind  */
	unsigned char length[SYSTRACE_ARGUMENTS];  /* of each of `at`  */
	unsigned char zeros[3];            /* no hole with old contents */
	long result;                       /* at the end: the wait status */
	unsigned long argument[SYSTRACE_ARGUMENTS];
	/* What lies in memory at each argument, if it is an address; of the
	   second of execve the strings, each with its NUL. */
	char at[SYSTRACE_ARGUMENTS][SYSTRACE_BYTES];
};
