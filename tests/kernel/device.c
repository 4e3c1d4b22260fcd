/*
 * The device through which a test program gives its orders: see order.h.
 */
#include "abi/errno.h"
#include "fs/device.h"
#include "lib/string.h"
#include "orders.h"

const struct device_ops *__real_device_find(unsigned major);
const struct device_ops *__wrap_device_find(unsigned major);

static const struct order_entry *const tables[] = {
	inject_orders, probe_orders,
};

static int64_t answer;

static ssize_t
answer_read(struct segments *to)
{
	if (to->size < sizeof(answer))
		return -EINVAL;
	segments_put(to, &answer, sizeof(answer));
	return sizeof(answer);
}

static bool
is_name(const char *name, const char *ordered)
{
	size_t i = 0;

	while (i < ORDER_NAME - 1 && name[i] != '\0' && name[i] == ordered[i])
		i++;
	return name[i] == ordered[i];
}

static ssize_t
order_write(struct segments *from)
{
	struct order order;

	if (from->size != sizeof(order))
		return -EINVAL;
	segments_get(from, &order, sizeof(order));
	for (size_t i = 0; i < ARRAY_SIZE(tables); i++)
		for (const struct order_entry *e = tables[i]; e->name; e++)
			if (is_name(e->name, order.name)) {
				answer = e->run(order.value);
				return sizeof(order);
			}
	return -ENOENT;
}

const struct device_ops *
__wrap_device_find(unsigned major)
{
	static const struct device_ops ops = { answer_read, order_write };

	return major == TEST_MAJOR ? &ops : __real_device_find(major);
}
