/* The time of day in microseconds (POSIX). */
#ifndef _SYS_TIME_H
#define _SYS_TIME_H

#include <sys/types.h>

struct timeval {
	time_t tv_sec;
	suseconds_t tv_usec;   /* 0 … 999,999 */
};

/* The second argument is a historical one: pass NULL. */
int gettimeofday(struct timeval *restrict now, void *restrict unused);

#endif
