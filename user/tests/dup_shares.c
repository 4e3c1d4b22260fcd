/*
 * dup() and dup2() give descriptors of the same open file: one position. dup2
 * closes what newfd was, and does nothing when both are the same.
 */
#include <fcntl.h>

#include "check.h"

#define NAME "/tmp/dup_shares"

int
main(void)
{
	char c;
	int ends[2], fd = open(NAME, O_RDWR | O_CREAT | O_TRUNC, 0666);
	int copy = dup(fd), second = open(NAME, O_RDONLY);

	CHECK_EQ(write(fd, "abcd", 4), 4);
	CHECK_EQ(lseek(copy, 1, SEEK_SET), 1);
	CHECK_EQ(read(fd, &c, 1), 1);
	CHECK_EQ(c, 'b');
	CHECK_EQ(read(copy, &c, 1), 1);
	CHECK_EQ(c, 'c');
	CHECK_EQ(read(second, &c, 1), 1);
	CHECK_EQ(c, 'a');
	CHECK_EQ(dup2(copy, copy), copy);
	CHECK_EQ(lseek(copy, 0, SEEK_CUR), 3);
	CHECK_EQ(pipe(ends), 0);
	CHECK_EQ(dup2(fd, ends[1]), ends[1]);
	CHECK_EQ(read(ends[0], &c, 1), 0);
	CHECK_EQ(close(fd) + close(copy), 0);
	CHECK_EQ(read(ends[1], &c, 1), 1);
	CHECK_EQ(c, 'd');
	CHECK_EQ(dup2(ends[1], 200), 200);
	CHECK_EQ(lseek(200, 0, SEEK_CUR), 4);
	CHECK_EQ(unlink(NAME), 0);
	return 0;
}
