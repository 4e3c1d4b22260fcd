/*
 * The small devices of QEMU's virt board: the switch that ends QEMU, and the
 * Goldfish clock chip, which knows the time of day.
 */
#pragma once

#include "sched/timer.h"

/* QEMU ends with exit status `status` (0 … 255). */
__attribute__((noreturn)) void power_off(int status);

/* Reads the clock chip once, at boot; without one the time starts at 1970. */
void clock_init(void);

/* Nanoseconds since 1970-01-01 UTC. */
nanosec_t clock_realtime(void);
