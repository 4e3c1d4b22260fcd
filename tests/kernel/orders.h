/*
 * The test kernel: the kernel, object for object, and what this folder adds
 * to it. The linker (--wrap) leads some calls between the kernel's files to a
 * __wrap_FUNCTION here, which may do as a machine in trouble would, and calls
 * the kernel's own as __real_FUNCTION. So what is tested is what is shipped.
 *
 * Tables of what a test program may order, by file; each ends with a NULL.
 */
#pragma once

#include "order.h"

struct order_entry {
	const char *name;
	int64_t (*run)(uint64_t value);
};

/* For boot.c. */
void inject_at_boot(uint64_t nth);
void shuffle_seed(uint64_t seed);

/* shuffle.c: an interrupt's handler is called by this; who waits for the disk
   calls the other. */
void shuffle_interrupt(void (*handle)(void));
void shuffle_disk(void);

/* watchdog.c: waits for a lock; sets the hart's first look at the others. */
struct spinlock;
void watch_lock(const struct spinlock *l);
void watch_timer(void);

extern const struct order_entry inject_orders[], gap_orders[], probe_orders[];
