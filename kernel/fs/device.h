/*
 * Character devices by major number. A device file's reads and writes go to
 * the operations that were registered for its major number.
 */
#pragma once

#include "lib/segment.h"

struct device_ops {
	const char *name;
	ssize_t (*read)(struct segments *to);      /* may sleep */
	ssize_t (*write)(struct segments *from);   /* may sleep */
};

/* `ops` stays the caller's and must live on. At boot only. */
void device_register(unsigned major, const struct device_ops *ops);

/* NULL when no such device exists. */
const struct device_ops *device_find(unsigned major);
