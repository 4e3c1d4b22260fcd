/*
 * Blocks that a removed file had show nothing of it to the next: behind the
 * end of a small file, in a file that grows and in holes all is zero, from
 * the cache and from the disk.
 *
 * run: KERNEL=test
 */
#include "inject.h"
#include "isolate.h"

#define NAME    "/tmp/isolate_file_end"
#define NBLOCKS 2000L
#define SECRET  0xa5

/* Fills free blocks and frames of the cache with the secret. */
static void
leave_secret(void)
{
	static char block[PAGE];
	int fd = open(NAME, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	memset(block, SECRET, PAGE);
	for (long i = 0; i < NBLOCKS; i++)
		CHECK_EQ(write(fd, block, PAGE), PAGE);
	CHECK_EQ(close(fd) + unlink(NAME) + sync(), 0);
}

/* Byte `at` is 'x' and all else of the two pages is zero. */
static void
check_file(int fd, long at)
{
	char *p = mmap(NULL, 2 * PAGE, PROT_READ, MAP_PRIVATE, fd, 0);

	CHECK(p != MAP_FAILED);
	for (long i = 0; i < 2 * PAGE; i++)
		CHECK_EQ(p[i], i == at ? 'x' : 0);
	CHECK_EQ(munmap(p, 2 * PAGE), 0);
}

int
main(void)
{
	static const long places[] = { 0, 1, PAGE - 1, PAGE, 2 * PAGE - 1 };

	for (unsigned i = 0; i < sizeof(places) / sizeof(long); i++) {
		int fd;

		leave_secret();
		fd = open(NAME, O_RDWR | O_CREAT | O_TRUNC, 0600);
		CHECK_EQ(lseek(fd, places[i], SEEK_SET), places[i]);
		CHECK_EQ(write(fd, "x", 1), 1);
		CHECK(places[i] >= PAGE || ftruncate(fd, 2 * PAGE) == 0);
		check_file(fd, places[i]);
		CHECK_EQ(fsync(fd), 0);
		order("reclaim", 0);
		check_file(fd, places[i]);
		CHECK_EQ(close(fd) + unlink(NAME), 0);
	}
	return 0;
}
