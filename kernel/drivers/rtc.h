/*
 * The time of day, from the board's Goldfish clock chip.
 */
#pragma once

#include "sched/timer.h"

/* Reads the chip once, at boot; without one the time starts at 1970. */
void rtc_init(void);

/* Nanoseconds since 1970-01-01 UTC. */
nanosec_t clock_realtime(void);
