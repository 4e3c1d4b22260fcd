/*
 * A pipe passes bytes on in their order, many more than it holds, from a child
 * to its parent; a read gives what is there, and 0 when no writer is left. -1
 * for a bad pointer, and for using the wrong end.
 */
#include "check.h"

#define NBYTES 200000
#define STEP   1033

static int ends[2];

static void
produce(long unused)
{
	static char text[STEP];

	(void)unused;
	CHECK_EQ(close(ends[0]), 0);
	for (int sent = 0; sent < NBYTES; sent += STEP) {
		for (int i = 0; i < STEP; i++)
			text[i] = (char)(sent + i);
		CHECK_EQ(write(ends[1], text, STEP), STEP);
	}
}

int
main(void)
{
	static char text[3 * STEP];
	int n, got = 0;

	CHECK_FAILS(pipe(0));
	CHECK_FAILS(pipe((int *)-1));
	CHECK_FAILS(pipe((int *)"constant"));
	CHECK_EQ(pipe(ends), 0);
	CHECK_FAILS(read(ends[1], text, 1));
	CHECK_FAILS(write(ends[0], text, 1));
	CHECK_EQ(write(ends[1], "ab", 2), 2);
	CHECK_EQ(read(ends[0], text, sizeof(text)), 2);
	start_child(produce, 0);
	CHECK_EQ(close(ends[1]), 0);
	while ((n = read(ends[0], text, sizeof(text))) > 0) {
		for (int i = 0; i < n; i++)
			CHECK_EQ(text[i], (char)(got + i));
		got += n;
	}
	CHECK_EQ(n, 0);
	CHECK_EQ(got, (NBYTES + STEP - 1) / STEP * STEP);
	reap(1);
	exit(0);
}
