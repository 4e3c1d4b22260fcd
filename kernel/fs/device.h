/*
 * Character devices by major number: what reads and writes of a device file
 * become.
 */
#pragma once

#include "lib/segment.h"

struct device_ops {
	ssize_t (*read)(struct segments *to);      /* may sleep */
	ssize_t (*write)(struct segments *from);   /* may sleep */
};

/* NULL when no such device exists. */
const struct device_ops *device_find(unsigned major);
