/*
 * ftruncate() cuts and extends: what was cut off reads as zeros when the file
 * grows again, also within a block; negative sizes and what is no file give
 * EINVAL; the position does not move.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"

#define NAME "/tmp/ftruncate_sizes"
#define SIZE 10000

static char data[SIZE], got[SIZE];

static void
expect(int fd, long kept, long size)
{
	struct stat st;

	CHECK_EQ(fstat(fd, &st), 0);
	CHECK_EQ(st.st_size, size);
	CHECK_EQ(lseek(fd, 0, SEEK_SET), 0);
	CHECK_EQ(read(fd, got, SIZE), size);
	for (long i = 0; i < size; i++)
		CHECK_EQ(got[i], i < kept ? 'd' : 0);
}

int
main(void)
{
	int ends[2], fd = open(NAME, O_CREAT | O_TRUNC | O_RDWR, 0666);

	memset(data, 'd', SIZE);
	CHECK_EQ(write(fd, data, SIZE), SIZE);
	CHECK_EQ(ftruncate(fd, 5000), 0);
	CHECK_EQ(lseek(fd, 0, SEEK_CUR), SIZE);
	expect(fd, 5000, 5000);
	CHECK_EQ(ftruncate(fd, SIZE), 0);
	expect(fd, 5000, SIZE);
	CHECK_EQ(ftruncate(fd, 10), 0);
	CHECK_EQ(ftruncate(fd, 4096), 0);
	expect(fd, 10, 4096);
	CHECK_ERRNO(ftruncate(fd, -1), EINVAL);
	CHECK_ERRNO(ftruncate(fd, -(1L << 62)), EINVAL);
	expect(fd, 10, 4096);
	CHECK_EQ(ftruncate(fd, 0), 0);
	expect(fd, 0, 0);
	CHECK_EQ(pipe(ends), 0);
	CHECK_ERRNO(ftruncate(ends[1], 0), EINVAL);
	CHECK_EQ(close(fd) + unlink(NAME), 0);
	return 0;
}
