/*
 * Formatted output of the kernel.
 *
 * %d %u %x %s %% with the modifier l or z, a width and one of the flags 0
 * and -.
 * Nothing here takes a lock that a panic could find taken.
 */
#pragma once

#include <stdarg.h>
#include "arch/types.h"

/* Where kprint() goes: takes the finished characters, and may be called with
   any lock held. The firmware's console until the driver's is up. */
extern void (*print_sink)(char c);

__attribute__((format(printf, 1, 2)))
void kprint(const char *format, ...);
void kprint_args(const char *format, va_list args);
