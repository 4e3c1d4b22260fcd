/*
 * dup() shares the open file, position included, and outlives the original.
 */
#include "check.h"

int
main(void)
{
	char text[8];
	int fd, copy;

	enter_directory("xv6_dup");
	make_file("f", "abcdef");
	fd = open("f", O_RDONLY);
	copy = dup(fd);
	CHECK(copy > fd);
	CHECK_EQ(read(fd, text, 2), 2);
	CHECK_EQ(read(copy, text, 2), 2);
	CHECK_EQ(memcmp(text, "cd", 2), 0);
	CHECK_EQ(close(fd), 0);
	CHECK_EQ(read(copy, text, sizeof(text)), 2);
	CHECK_EQ(close(copy), 0);
	CHECK_EQ(unlink("f"), 0);
	leave_directory("xv6_dup");
	exit(0);
}
