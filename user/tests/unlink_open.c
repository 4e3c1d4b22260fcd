/*
 * A file that is unlinked while open stays readable and writable through its
 * descriptors, and its blocks come back when the last one is closed; a new
 * file of that name is another file.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "procstate.h"

#define NAME "/tmp/unlink_open"
#define SIZE (200 * 1024)
#define SLACK 2          /* blocks that the folder may take */

static char data[SIZE], got[SIZE];

int
main(void)
{
	struct stat st;
	long blocks = blocks_free(), inodes = inodes_free();
	int other, fd = open(NAME, O_CREAT | O_EXCL | O_RDWR, 0666);

	for (int i = 0; i < SIZE; i++)
		data[i] = (char)(i * 7);
	CHECK_EQ(write(fd, data, SIZE), SIZE);
	CHECK_EQ(unlink(NAME), 0);
	CHECK_EQ(fstat(fd, &st), 0);
	CHECK_EQ(st.st_nlink, 0);
	CHECK_EQ(st.st_size, SIZE);
	other = open(NAME, O_CREAT | O_EXCL | O_RDWR, 0666);
	CHECK_EQ(write(other, "other", 5), 5);
	CHECK_EQ(lseek(fd, 0, SEEK_SET), 0);
	CHECK_EQ(read(fd, got, SIZE), SIZE);
	CHECK_EQ(memcmp(got, data, SIZE), 0);
	CHECK_EQ(write(fd, data, SIZE), SIZE);
	CHECK_EQ(close(other) + unlink(NAME), 0);
	CHECK(blocks - blocks_free() >= 2 * SIZE / 4096);
	CHECK_EQ(inodes - inodes_free(), 1);
	CHECK_EQ(close(fd), 0);
	CHECK(blocks - blocks_free() <= SLACK);
	CHECK_EQ(inodes - inodes_free(), 0);
	return 0;
}
