/*
 * Programs may read the time, cycle and instret counters; each rises.
 */
#include "check.h"

#define NREADS 1000

static unsigned long
read_time(void)
{
	unsigned long value;

	__asm__ volatile ("rdtime %0" : "=r"(value));
	return value;
}

static unsigned long
read_cycle(void)
{
	unsigned long value;

	__asm__ volatile ("rdcycle %0" : "=r"(value));
	return value;
}

static unsigned long
read_instret(void)
{
	unsigned long value;

	__asm__ volatile ("rdinstret %0" : "=r"(value));
	return value;
}

static void
expect_rise(unsigned long (*counter)(void))
{
	unsigned long first = counter(), last = first;

	for (int i = 0; i < NREADS || last == first; i++) {
		unsigned long now = counter();

		CHECK(now >= last);
		last = now;
	}
}

int
main(void)
{
	expect_rise(read_time);
	expect_rise(read_cycle);
	expect_rise(read_instret);
	return 0;
}
