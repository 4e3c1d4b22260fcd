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

/* Takes the finished characters; may be called with any lock held. */
typedef void print_sink(char c);

/* Where kprint() goes. Until it is set, characters go to the SBI console. */
void print_set_sink(print_sink *sink);

__attribute__((format(printf, 1, 2)))
void kprint(const char *format, ...);
void kprint_args(const char *format, va_list args);
