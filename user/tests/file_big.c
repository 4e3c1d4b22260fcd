/*
 * A file of 6 MiB, through indirect and double-indirect blocks, holds what
 * was written, whether read in order, in odd pieces or backwards, and gives
 * all its blocks back.
 *
 * run: CPUS=1 MEM=32M
 * run: CPUS=4 MEM=2G
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "procstate.h"

#define NAME "/tmp/file_big"
#define SIZE (6L * 1024 * 1024)
#define PIECE 5003        /* prime: straddles blocks in every way */
#define SLACK 2

static long piece[PIECE];

static void
fill(long at, long n)
{
	for (long i = 0; i < n; i++)
		((unsigned char *)piece)[i] =
			(unsigned char)((at + i) * 31 >> 5);
}

static void
expect(int fd, long at)
{
	static char got[PIECE];
	long n = at + PIECE < SIZE ? PIECE : SIZE - at;

	CHECK_EQ(lseek(fd, at, SEEK_SET), at);
	CHECK_EQ(read(fd, got, PIECE), n);
	fill(at, n);
	CHECK_EQ(memcmp(got, piece, (size_t)n), 0);
}

int
main(void)
{
	long before = blocks_free();
	int fd = open(NAME, O_CREAT | O_EXCL | O_RDWR, 0666);

	for (long at = 0, n; at < SIZE; at += n) {
		n = at + PIECE < SIZE ? PIECE : SIZE - at;
		fill(at, n);
		CHECK_EQ(write(fd, piece, (size_t)n), n);
	}
	CHECK_EQ(fsync(fd), 0);
	for (long at = 0; at < SIZE; at += PIECE)
		expect(fd, at);
	for (long at = SIZE - 1; at > 0; at -= 60 * PIECE)
		expect(fd, at);
	CHECK_EQ(close(fd) + unlink(NAME), 0);
	CHECK(before - blocks_free() <= SLACK);
	return 0;
}
