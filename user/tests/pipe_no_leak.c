/*
 * Pipes that are filled, drained or abandoned full give back all memory.
 */
#include "procstate.h"

#define NROUNDS 60
#define SIZE (64 * 1024)

static char data[SIZE];

static void
fill_and_close(long rounds)
{
	for (long i = 0; i < rounds; i++) {
		int ends[2];

		CHECK_EQ(pipe(ends), 0);
		CHECK_EQ(write(ends[1], data, SIZE), SIZE);
		if (i % 2)
			read_exactly(ends[0], data, SIZE);
		CHECK_EQ(close(ends[i % 3 > 0]), 0);
		CHECK_EQ(close(ends[i % 3 == 0]), 0);
	}
}

int
main(void)
{
	check_no_leak(fill_and_close, NROUNDS);
	return 0;
}
