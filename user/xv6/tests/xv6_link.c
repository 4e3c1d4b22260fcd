/*
 * link(): another name for the same file, which lasts until the last name
 * goes. -1 for what is not there, a name that is taken, a directory, a path
 * through a file.
 */
#include "check.h"

int
main(void)
{
	char text[8];
	int fd;

	enter_directory("xv6_link");
	make_file("a", "hello");
	CHECK_EQ(link("a", "b"), 0);
	CHECK_FAILS(link("a", "b"));
	CHECK_FAILS(link("b", "b"));
	CHECK_EQ(unlink("a"), 0);
	CHECK(!exists("a"));
	CHECK_FAILS(link("a", "c"));
	fd = open("b", O_RDONLY);
	CHECK_EQ(read(fd, text, sizeof(text)), 5);
	CHECK_EQ(close(fd), 0);
	CHECK_FAILS(link(".", "c"));
	CHECK_FAILS(link("b", "b/c"));
	CHECK_FAILS(link("b", "no/c"));
	CHECK_FAILS(link("nosuch", "c"));
	CHECK_FAILS(link("b", ""));
	CHECK(!exists("c"));
	CHECK_EQ(unlink("b"), 0);
	leave_directory("xv6_link");
	exit(0);
}
