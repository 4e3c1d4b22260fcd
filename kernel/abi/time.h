/* Clocks (POSIX <time.h>). */
#pragma once

#include "types.h"

#define CLOCK_REALTIME  0   /* since 1970, from the machine's clock chip */
#define CLOCK_MONOTONIC 1   /* since the machine was started             */

struct timespec {
	time_t tv_sec;
	long tv_nsec;          /* 0 … 999,999,999 */
};
