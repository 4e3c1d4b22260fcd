/*
 * Switching the machine off.
 */
#pragma once

#include "arch/types.h"

#define PANIC_STATUS 70      /* QEMU's exit status after a panic */

/* Makes a panic end the machine with PANIC_STATUS. */
void power_init(void);

/* QEMU ends with exit status `status` (0 … 255). */
__attribute__((noreturn)) void power_off(int status);
