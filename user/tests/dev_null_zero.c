/*
 * /dev/null swallows what is written and reads as empty; /dev/zero swallows
 * and reads as zeros without end, also into many pages at once.
 */
#include <fcntl.h>

#include "check.h"

#define SIZE 300000

static char buf[SIZE];

int
main(void)
{
	int null = open("/dev/null", O_RDWR), zero = open("/dev/zero", O_RDWR);

	CHECK(null >= 0 && zero >= 0);
	memset(buf, 'x', SIZE);
	CHECK_EQ(write(null, buf, SIZE), SIZE);
	CHECK_EQ(read(null, buf, SIZE), 0);
	CHECK_EQ(buf[0], 'x');
	CHECK_EQ(write(zero, buf, SIZE), SIZE);
	read_exactly(zero, buf, SIZE - 1);
	for (int i = 0; i < SIZE - 1; i++)
		CHECK_EQ(buf[i], 0);
	CHECK_EQ(buf[SIZE - 1], 'x');
	CHECK_EQ(read(zero, buf, 0), 0);
	CHECK_EQ(write(null, buf, 0), 0);
	CHECK_EQ(close(null) + close(zero), 0);
	return 0;
}
