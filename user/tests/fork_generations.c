/*
 * A chain of forks, each generation changing one element of an array it
 * shares copy-on-write with all its ancestors: each sees its ancestors'
 * changes, and none of its descendants'.
 */
#include "check.h"

#define NGENERATIONS 25
#define PAGE 4096

static char array[NGENERATIONS][PAGE];

static void
generation(long n)
{
	if (n == NGENERATIONS)
		return;
	for (int i = 0; i < NGENERATIONS; i++)
		CHECK_EQ(array[i][PAGE / 2], i < n);
	array[n][PAGE / 2] = 1;
	CHECK_EXITED(run_child(generation, n + 1), 0);
	for (int i = 0; i < NGENERATIONS; i++)
		CHECK_EQ(array[i][PAGE / 2], i <= n);
}

int
main(void)
{
	generation(0);
	return 0;
}
