/*
 * An invariant of ours broke: say which value broke it, where, and stop.
 * User input never comes here.
 */
#pragma once

#include "arch/types.h"

struct hart;
struct trapframe;

/* Prints, with the registers, every hart's call stack, the spin locks held and
   the latest events if there is a trace, stops the others and ends QEMU. */
__attribute__((noreturn, format(printf, 1, 2)))
void panic(const char *format, ...);

/* The same in two parts, for who has other registers to show: panic_begin()
   prints them and returns to one hart only. */
void panic_begin(const char *why, const struct trapframe *registers);
__attribute__((noreturn, format(printf, 1, 2)))
void panic_go_on(const char *format, ...);

/* What the machine has does not let it boot, for no fault of ours: says so in
   a line "boot: ..." and ends QEMU. */
__attribute__((noreturn, format(printf, 1, 2)))
void boot_refuse(const char *format, ...);

/* True once a panic has begun: locks are not to be trusted any more. */
extern uint32_t panicking;      /* atomic */

/* Called by whoever another hart's panic may have interrupted: does not return
   if there is one. */
void panic_stop(void);

/* QEMU's exit status after these. */
#define PANIC_STATUS   70
#define REFUSED_STATUS 72

/* How they end the machine; without it the firmware powers off. */
extern void (*panic_end)(int status);

/* Prints what runs on a hart, to go on in a line; NULL until boot sets it. */
extern void (*panic_describe)(const struct hart *h);

/* Cheap checks: in every build. */
#define ASSERT(cond) \
	do { \
		if (UNLIKELY(!(cond))) \
			panic("%s:%d: not true: %s", __FILE__, __LINE__, \
			      #cond); \
	} while (0)

/* ASSERT(a op b) of two integers or pointers: says their values, too. */
#define ASSERT_CMP(a, op, b) \
	do { \
		if (UNLIKELY(!((a) op (b)))) \
			panic("%s:%d: not true: %s %s %s (0x%lx and 0x%lx)", \
			      __FILE__, __LINE__, #a, #op, #b, \
			      (unsigned long)(a), (unsigned long)(b)); \
	} while (0)
