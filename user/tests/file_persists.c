/*
 * What is written through one descriptor is read through another at once, by
 * another process and after the block was given back to memory and read from
 * the disk again.
 *
 * run: CPUS=1 MEM=32M
 */
#include <fcntl.h>

#include "check.h"

#define NAME "/tmp/file_persists"
#define SIZE (16L * 1024 * 1024)     /* with 16 MiB more: beyond memory */
#define BLOCK 4096

static long block[BLOCK / sizeof(long)];

static void
write_file(int fd, long seed)
{
	for (long at = 0; at < SIZE; at += BLOCK) {
		for (unsigned i = 0; i < BLOCK / sizeof(long); i++)
			block[i] = at + seed + (long)i;
		CHECK_EQ(write(fd, block, BLOCK), BLOCK);
	}
}

static void
check_file(long seed)
{
	int fd = open(seed ? NAME "2" : NAME, O_RDONLY);

	for (long at = 0; at < SIZE; at += BLOCK) {
		CHECK_EQ(read(fd, block, BLOCK), BLOCK);
		for (unsigned i = 0; i < BLOCK / sizeof(long); i++)
			CHECK_EQ(block[i], at + seed + (long)i);
	}
	CHECK_EQ(read(fd, block, BLOCK), 0);
}

int
main(void)
{
	int first = open(NAME, O_CREAT | O_TRUNC | O_RDWR, 0666);
	int second = open(NAME "2", O_CREAT | O_TRUNC | O_RDWR, 0666);

	write_file(first, 0);
	write_file(second, 1);
	CHECK_EXITED(run_child(check_file, 0), 0);
	CHECK_EXITED(run_child(check_file, 1), 0);
	CHECK_EQ(close(first) + close(second), 0);
	CHECK_EQ(unlink(NAME) + unlink(NAME "2"), 0);
	return 0;
}
