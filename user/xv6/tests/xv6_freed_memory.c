/*
 * Heap that was given back cannot be read from a file into, written from, or
 * name a path.
 */
#include "check.h"

int
main(void)
{
	char *start = sbrk(2 * PGSIZE), *gone = start + PGSIZE;
	int fd;

	CHECK(start != SBRK_ERROR);
	strcpy(gone, "/README");
	fd = open(gone, O_RDONLY);
	CHECK(fd >= 0);
	CHECK_EQ(read(fd, gone, 10), 10);
	CHECK_EQ(sbrk(-2 * PGSIZE), start + 2 * PGSIZE);
	CHECK_FAILS(read(fd, gone, 10));
	CHECK_FAILS(open(gone, O_RDONLY));
	CHECK_EQ(close(fd), 0);
	fd = open("/tmp/xv6_freed_memory", O_CREATE | O_WRONLY);
	CHECK_FAILS(write(fd, gone, 10));
	CHECK_EQ(close(fd), 0);
	CHECK_EQ(unlink("/tmp/xv6_freed_memory"), 0);
	exit(0);
}
