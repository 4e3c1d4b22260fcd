/*
 * Character devices: the table by major number, and the two devices that are
 * no hardware. A new device is one line in the table.
 *
 * Locks: none; the table is constant.
 */
#include "abi/stat.h"
#include "drivers/console.h"
#include "drivers/trace.h"
#include "fs/device.h"

static ssize_t
null_read(struct segments *to)
{
	(void)to;
	return 0;
}

static ssize_t
null_write(struct segments *from)
{
	return (ssize_t)from->size;
}

static ssize_t
zero_read(struct segments *to)
{
	size_t n = to->size;

	segments_put(to, NULL, n);
	return (ssize_t)n;
}

static const struct device_ops devices[] = {
	[MAJOR_CONSOLE] = { console_read, console_write },
	[MAJOR_NULL] = { null_read, null_write },
	[MAJOR_ZERO] = { zero_read, null_write },
	[MAJOR_TRACE] = { trace_read, trace_write },
};

const struct device_ops *
device_find(unsigned major)
{
	return major < ARRAY_SIZE(devices) && devices[major].read != NULL ?
	       &devices[major] : NULL;
}
