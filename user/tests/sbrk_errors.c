/*
 * sbrk() by absurd amounts changes nothing: ENOMEM beyond the stack, the user
 * half or the number range, EINVAL below the start of the heap.
 */
#include <limits.h>

#include "check.h"

#define GIB (1L << 30)
#define USER_HALF (1L << 38)

static const long absurd[] = {
	LONG_MAX, LONG_MIN, LONG_MAX - 4096, LONG_MIN + 4096, USER_HALF,
	-USER_HALF, USER_HALF - 1, USER_HALF - 16 * 1024 * 1024, 1L << 39,
	1L << 62, -(1L << 62), -GIB, USER_HALF / 2, 1L << 32, 64 * GIB,
};

int
main(void)
{
	volatile char *word = malloc(1);
	char *end = sbrk(0);

	*word = 1;
	for (unsigned i = 0; i < sizeof(absurd) / sizeof(absurd[0]); i++) {
		CHECK_ERRNO(sbrk(absurd[i]), absurd[i] > 0 ? ENOMEM : EINVAL);
		CHECK(sbrk(0) == end);
	}
	CHECK_ERRNO(sbrk(-(long)end), EINVAL);
	CHECK_ERRNO(sbrk(-(long)end - 1), EINVAL);
	CHECK_ERRNO(sbrk(-(long)end + 4096), EINVAL);
	CHECK_EQ(*word, 1);
	CHECK(sbrk(4096) == end);
	end[4095] = 1;
	CHECK(sbrk(-4096) == end + 4096);
	return 0;
}
