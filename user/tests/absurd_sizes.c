/*
 * read, write, getcwd and procinfo with absurd sizes end with an errno or
 * with what there is; they neither hang nor harm what lies behind the buffer.
 */
#include <fcntl.h>
#include <limits.h>

#include "check.h"
#include "raw.h"

#define NAME "/tmp/absurd_sizes"

static const unsigned long absurd[] = {
	LONG_MAX, 1ul << 63, ULONG_MAX, ULONG_MAX - 4095, 1ul << 38, 1ul << 40,
};
static char buf[2 * 4096];

static void
expect_errno_or(long result, long good)
{
	CHECK(result == good || result == -EFAULT || result == -EINVAL);
}

int
main(void)
{
	int ends[2], fd = open(NAME, O_CREAT | O_TRUNC | O_RDWR, 0666);

	CHECK_EQ(write(fd, "abc", 3), 3);
	CHECK_EQ(pipe(ends), 0);
	for (unsigned i = 0; i < sizeof(absurd) / sizeof(absurd[0]); i++) {
		long n = (long)absurd[i], address = (long)buf;

		CHECK_EQ(write(ends[1], "xyz", 3), 3);
		if (raw_syscall(SYS_read, ends[0], address, n) < 0)
			CHECK_EQ(read(ends[0], buf, 10), 3);
		CHECK_EQ(memcmp(buf, "xyz", 4), 0);
		CHECK_EQ(lseek(fd, 0, SEEK_SET), 0);
		expect_errno_or(raw_syscall(SYS_read, fd, address, n), 3);
		CHECK_EQ(buf[3], 0);
		buf[0] = buf[1] = buf[2] = 0;
		expect_errno_or(raw_syscall(SYS_getcwd, address, n, 0), 2);
		CHECK(raw_syscall(SYS_write, fd, address, n) != 0);
		CHECK_EQ(ftruncate(fd, 3), 0);
		CHECK(raw_syscall(SYS_procinfo, 0, address, n) != 0);
		memset(buf, 0, sizeof(buf));
	}
	CHECK_EQ(close(fd) + unlink(NAME), 0);
	return 0;
}
