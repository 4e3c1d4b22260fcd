/*
 * A sparse file may be longer than 4 GiB: offsets are not cut to 32 bits,
 * what was never written reads as zeros, and at the limit of the format a
 * write is EFBIG.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "abi/disk.h"
#include "check.h"

#define NAME "/tmp/file_beyond_4g"
#define FOUR_GIB (1L << 32)
#define LIMIT ((long)DISK_MAX_FILE_BLOCKS * DISK_BLOCK_SIZE)

static char
byte_at(int fd, long at)
{
	char c = 'x';

	CHECK_EQ(lseek(fd, at, SEEK_SET), at);
	CHECK_EQ(read(fd, &c, 1), 1);
	return c;
}

int
main(void)
{
	struct stat st;
	int fd = open(NAME, O_CREAT | O_TRUNC | O_RDWR, 0666);

	CHECK_EQ(write(fd, "low", 3), 3);
	CHECK_EQ(lseek(fd, FOUR_GIB, SEEK_SET), FOUR_GIB);
	CHECK_EQ(write(fd, "high", 4), 4);
	CHECK_EQ(fstat(fd, &st), 0);
	CHECK_EQ(st.st_size, FOUR_GIB + 4);
	CHECK_EQ(byte_at(fd, 0), 'l');
	CHECK_EQ(byte_at(fd, FOUR_GIB), 'h');
	CHECK_EQ(byte_at(fd, FOUR_GIB - 1), 0);
	CHECK_EQ(byte_at(fd, FOUR_GIB / 2), 0);
	CHECK_EQ(lseek(fd, LIMIT - 1, SEEK_SET), LIMIT - 1);
	CHECK_EQ(write(fd, "e", 1), 1);
	CHECK_EQ(byte_at(fd, LIMIT - 1), 'e');
	CHECK_ERRNO(write(fd, "x", 1), EFBIG);
	CHECK_ERRNO(ftruncate(fd, LIMIT + 1), EFBIG);
	CHECK_EQ(ftruncate(fd, FOUR_GIB + 1), 0);
	CHECK_EQ(byte_at(fd, FOUR_GIB), 'h');
	CHECK_EQ(close(fd) + unlink(NAME), 0);
	return 0;
}
