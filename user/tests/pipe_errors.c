/*
 * pipe() with a bad pointer fails with EFAULT and keeps no descriptor; reads
 * and writes of no bytes return 0 at once, even on an empty pipe.
 */
#include <fcntl.h>

#include "check.h"

#define KERNEL_ADDRESS 0xffffffc080200000ul

int
main(void)
{
	int *volatile kernel = (int *)KERNEL_ADDRESS;
	int ends[2], next = dup(0);
	char *page_end = sbrk(0);
	char c;

	CHECK_EQ(close(next), 0);
	page_end += -(unsigned long)page_end % 4096;
	sbrk(page_end - (char *)sbrk(0));
	CHECK_ERRNO(pipe(kernel), EFAULT);
	CHECK_ERRNO(pipe(NULL), EFAULT);
	CHECK_ERRNO(pipe((int *)page_end - 1), EFAULT);
	CHECK_EQ(pipe(ends), 0);
	CHECK_EQ(ends[0], next);
	CHECK_EQ(ends[1], next + 1);
	CHECK_EQ(read(ends[0], &c, 0), 0);
	CHECK_EQ(write(ends[1], &c, 0), 0);
	CHECK_EQ(write(ends[1], "a", 1), 1);
	CHECK_EQ(read(ends[0], &c, 0), 0);
	CHECK_EQ(read(ends[0], &c, 1), 1);
	CHECK_EQ(c, 'a');
	return 0;
}
