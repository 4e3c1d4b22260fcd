/*
 * write(): a file takes all or it is -1; -1 for a descriptor that is not open
 * or cannot write, a directory, a negative size, a bad buffer, and behind the
 * end of a file that somebody has cut.
 */
#include "check.h"

int
main(void)
{
	int fd, other;

	enter_directory("xv6_write");
	fd = open("f", O_CREATE | O_RDWR);
	CHECK_EQ(write(fd, "0123", 4), 4);
	CHECK_EQ(write(fd, "45", 0), 0);
	CHECK_FAILS(write(fd, "45", -1));
	CHECK_FAILS(write(fd, 0, 1));
	CHECK_FAILS(write(fd, (char *)-1, 1));
	other = open("f", O_WRONLY | O_TRUNC);
	CHECK_FAILS(write(fd, "x", 1));
	CHECK_EQ(write(other, "012345", 6), 6);
	CHECK_EQ(write(fd, "x", 1), 1);
	CHECK_EQ(close(other), 0);
	CHECK_EQ(close(fd), 0);
	CHECK_FAILS(write(fd, "x", 1));
	CHECK_FAILS(write(-1, "x", 1));
	CHECK_FAILS(write(NOFILE, "x", 1));
	fd = open("f", O_RDONLY);
	CHECK_FAILS(write(fd, "x", 1));
	CHECK_EQ(close(fd), 0);
	fd = open(".", O_RDONLY);
	CHECK_FAILS(write(fd, "x", 1));
	CHECK_EQ(close(fd), 0);
	CHECK_EQ(unlink("f"), 0);
	leave_directory("xv6_write");
	exit(0);
}
