/*
 * The kernel writes no results into memory that the program itself may not
 * write: read-only text as the destination gives EFAULT and stays unchanged.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "procstate.h"

#define SIZE 64

int
main(void)
{
	void *volatile text = (void *)((unsigned long)main & ~7ul);
	char before[SIZE];
	int zero = open("/dev/zero", O_RDONLY);
	struct timespec none = { 0, 0 };

	memcpy(before, text, SIZE);
	CHECK_ERRNO(read(zero, text, SIZE), EFAULT);
	CHECK_ERRNO(pipe(text), EFAULT);
	CHECK_ERRNO(fstat(0, text), EFAULT);
	CHECK_ERRNO(stat("/", text), EFAULT);
	CHECK_ERRNO(clock_gettime(CLOCK_MONOTONIC, text), EFAULT);
	CHECK_ERRNO(procinfo(0, text, 1), EFAULT);
	CHECK_ERRNO(sysinfo(text), EFAULT);
	CHECK_ERRNO(__sys_getcwd(text, SIZE), EFAULT);
	CHECK_EQ(nanosleep(&none, NULL), 0);
	CHECK_EQ(memcmp(before, text, SIZE), 0);
	return 0;
}
