/*
 * A system call number that does not exist gives ENOSYS, whatever the
 * number and the arguments; known ones still work afterwards.
 */
#include <limits.h>

#include "check.h"
#include "raw.h"

static const long unknown[] = {
	0, -1, 511, 512, 1000, 65536, INT_MAX, INT_MIN, LONG_MAX, LONG_MIN,
	(1L << 32) + SYS_getpid, (1L << 63) + SYS_getpid,
};

int
main(void)
{
	for (unsigned i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++) {
		CHECK_EQ(raw_syscall(unknown[i], 0, 0, 0), -ENOSYS);
		CHECK_EQ(raw_syscall(unknown[i], -1, -1, -1), -ENOSYS);
	}
	CHECK_EQ(raw_syscall(SYS_getpid, -1, -1, -1), getpid());
	return 0;
}
