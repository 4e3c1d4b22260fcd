/*
 * Resources used (POSIX). The kernel does not tell a program's own time from
 * what it spends on its calls: all of it is ru_utime, and ru_stime is zero.
 */
#ifndef _SYS_RESOURCE_H
#define _SYS_RESOURCE_H

#include <sys/time.h>

#define RUSAGE_SELF     0
#define RUSAGE_CHILDREN (-1)   /* that were waited for, with theirs */

struct rusage {
	struct timeval ru_utime, ru_stime;
};

/* 0, or -1 with EINVAL. */
int getrusage(int who, struct rusage *usage);

#endif
