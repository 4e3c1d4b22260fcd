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

extern const struct order_entry inject_orders[], probe_orders[];
