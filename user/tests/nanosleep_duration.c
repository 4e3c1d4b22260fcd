/*
 * nanosleep() sleeps at least as long as asked and not absurdly longer,
 * leaves nothing over, and refuses impossible times with EINVAL.
 */
#include "check.h"

#define MUCH_LONGER (2 * NS_PER_S)    /* even on a busy machine */

static const long durations_ns[] = {
	0, 1, 1000, NS_PER_MS, 3 * NS_PER_MS + 7, 10 * NS_PER_MS,
	50 * NS_PER_MS,
};

int
main(void)
{
	struct timespec want, left = { 7, 7 };

	for (unsigned i = 0; i < sizeof(durations_ns) / sizeof(long); i++) {
		long start = now_ns(), took;

		want = (struct timespec){ 0, durations_ns[i] };
		CHECK_EQ(nanosleep(&want, &left), 0);
		took = now_ns() - start;
		CHECK(took >= durations_ns[i]);
		CHECK(took < durations_ns[i] + MUCH_LONGER);
	}
	want = (struct timespec){ 0, NS_PER_S };
	CHECK_ERRNO(nanosleep(&want, NULL), EINVAL);
	want = (struct timespec){ 0, -1 };
	CHECK_ERRNO(nanosleep(&want, NULL), EINVAL);
	want = (struct timespec){ -1, 0 };
	CHECK_ERRNO(nanosleep(&want, NULL), EINVAL);
	return 0;
}
