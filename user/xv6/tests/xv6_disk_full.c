/*
 * When the disk is full a write is -1, a new directory is -1, and nothing is
 * broken: what is unlinked makes room again for as much.
 * run: ALONE=1
 * timeout: 120
 */
#include "check.h"

#define STEP (BSIZE * 8)

static char block[STEP];

/* Fills the disk, at last byte by block; the bytes that went in. */
static uint64
fill(int fd)
{
	uint64 total = 0;

	for (int size = STEP; size >= BSIZE; size = size == STEP ? BSIZE : 0)
		while (write(fd, block, size) == size)
			total += (uint64)size;
	return total;
}

static uint64
fill_and_empty(void)
{
	int fd = open("f", O_CREATE | O_RDWR);
	uint64 total = fill(fd);
	int other = open("g", O_CREATE | O_RDWR);

	CHECK_FAILS(write(fd, block, STEP));
	if (other >= 0) {
		CHECK_FAILS(write(other, block, STEP));
		CHECK_EQ(close(other), 0);
		CHECK_EQ(unlink("g"), 0);
	}
	CHECK_FAILS(mkdir("d"));
	CHECK_EQ(close(fd), 0);
	CHECK_EQ(unlink("f"), 0);
	CHECK_EQ(mkdir("d"), 0);
	CHECK_EQ(unlink("d"), 0);
	return total;
}

int
main(void)
{
	uint64 first;

	enter_directory("xv6_disk_full");
	first = fill_and_empty();
	CHECK(first >= MAXFILE * BSIZE && first < FSSIZE * BSIZE);
	CHECK_EQ(fill_and_empty(), first);
	leave_directory("xv6_disk_full");
	exit(0);
}
