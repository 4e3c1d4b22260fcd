/*
 * Character devices: the table by major number, and the two devices that are
 * no hardware.
 *
 * Locks: none; the table is constant after boot.
 */
#include "abi/stat.h"
#include "fs/device.h"
#include "lib/panic.h"

#define MAJORS_MAX 16

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

static const struct device_ops null_ops = {
	.name = "null", .read = null_read, .write = null_write,
};

static const struct device_ops zero_ops = {
	.name = "zero", .read = zero_read, .write = null_write,
};

static const struct device_ops *devices[MAJORS_MAX] = {
	[MAJOR_NULL] = &null_ops,
	[MAJOR_ZERO] = &zero_ops,
};

void
device_register(unsigned major, const struct device_ops *ops)
{
	ASSERT(major < MAJORS_MAX && devices[major] == NULL);
	devices[major] = ops;
}

const struct device_ops *
device_find(unsigned major)
{
	return major < MAJORS_MAX ? devices[major] : NULL;
}
