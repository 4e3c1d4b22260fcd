/*
 * Writing beyond the end leaves a hole that reads as zeros and takes no
 * blocks; writing into the hole fills just that part.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"

#define NAME "/tmp/file_holes"
#define FAR (50L * 1024 * 1024 + 123)
#define INSIDE (7L * 1024 * 1024 + 5)
#define WINDOW 9000
#define SECTORS_MAX (10 * 8)     /* 3 data blocks, some indirect ones */

static char window[WINDOW];

static void
expect(int fd, long at, char value)
{
	CHECK_EQ(lseek(fd, at - WINDOW / 2, SEEK_SET), at - WINDOW / 2);
	CHECK_EQ(read(fd, window, WINDOW), WINDOW);
	for (int i = 0; i < WINDOW; i++)
		CHECK_EQ(window[i], i == WINDOW / 2 ? value : 0);
}

int
main(void)
{
	struct stat st;
	int fd = open(NAME, O_CREAT | O_TRUNC | O_RDWR, 0666);

	CHECK_EQ(lseek(fd, FAR, SEEK_SET), FAR);
	CHECK_EQ(write(fd, "f", 1), 1);
	CHECK_EQ(lseek(fd, INSIDE, SEEK_SET), INSIDE);
	CHECK_EQ(write(fd, "i", 1), 1);
	CHECK_EQ(fstat(fd, &st), 0);
	CHECK_EQ(st.st_size, FAR + 1);
	CHECK(st.st_blocks <= SECTORS_MAX);
	expect(fd, INSIDE, 'i');
	expect(fd, FAR / 2, 0);
	expect(fd, WINDOW, 0);
	CHECK_EQ(lseek(fd, FAR - 100, SEEK_SET), FAR - 100);
	CHECK_EQ(read(fd, window, WINDOW), 101);
	CHECK_EQ(window[99], 0);
	CHECK_EQ(window[100], 'f');
	CHECK_EQ(close(fd) + unlink(NAME), 0);
	return 0;
}
