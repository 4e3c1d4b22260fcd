/*
 * Time: reading the clock, and each hart's own timer interrupt.
 */
#pragma once

#include "arch/types.h"

#define NSEC_PER_SEC 1000000000ul
#define NSEC_PER_MS  1000000ul

#define NEVER (~0ul)

/* Reads the machine's timebase; once, at boot. */
void timer_init(void);

/* Nanoseconds since the machine was started. */
nanosec_t timer_now(void);

/* Sets this hart's timer interrupt. */
void timer_interrupt_at(nanosec_t when);
