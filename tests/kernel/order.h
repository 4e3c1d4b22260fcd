/*
 * How a test program in the guest speaks with the test kernel: it writes a
 * struct order to a device file of major TEST_MAJOR and reads back the answer,
 * an int64_t. Only the test kernel has that device.
 */
#ifndef TEST_ORDER_H
#define TEST_ORDER_H

#include <stdint.h>

#define TEST_MAJOR 200
#define ORDER_NAME 24

struct order {
	char name[ORDER_NAME];   /* as in the tables of orders */
	uint64_t value;
};

#endif
