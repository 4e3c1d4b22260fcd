/* Clocks (POSIX <time.h>). */
#ifndef ABI_TIME_H
#define ABI_TIME_H

#include "types.h"

#define CLOCK_REALTIME  0   /* since 1970, from the machine's clock chip */
#define CLOCK_MONOTONIC 1   /* since the machine was started             */

struct timespec {
	time_t tv_sec;
	long tv_nsec;          /* 0 … 999,999,999 */
};

#endif
