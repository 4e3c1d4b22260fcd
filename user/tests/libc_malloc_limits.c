/*
 * calloc gives zeros, also in memory that was used before; sizes that cannot
 * be had, or whose product overflows, give a null pointer and ENOMEM.
 */
#include <stdint.h>

#include "check.h"

#define N 1000
#define DIRTY 0xaa

static volatile size_t huge = SIZE_MAX / 2, one = 1, four = 4;

static int
failed(const void *p)
{
	return p == NULL ? -1 : 0;
}

int
main(void)
{
	unsigned char *p = malloc(N * sizeof(int));
	unsigned *zeros;

	memset(p, DIRTY, N * sizeof(int));
	free(p);
	zeros = calloc(N, sizeof(*zeros));
	for (int i = 0; i < N; i++)
		CHECK_EQ(zeros[i], 0);
	CHECK_ERRNO(failed(malloc(huge)), ENOMEM);
	CHECK_ERRNO(failed(malloc(2 * huge + one)), ENOMEM);
	CHECK_ERRNO(failed(calloc(huge, four)), ENOMEM);
	CHECK_ERRNO(failed(calloc(huge + one, 2 * one)), ENOMEM);
	free(zeros);
	free(NULL);
	return 0;
}
