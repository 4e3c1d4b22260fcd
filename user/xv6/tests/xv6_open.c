/*
 * open(): each flag, alone and together; a file that is only read is cut too;
 * bits that xv6 has not do nothing. -1 for what is not there.
 */
#include "check.h"

static int
size_of(const char *path)
{
	struct stat st;

	CHECK_EQ(stat(path, &st), 0);
	return (int)st.size;
}

static void
check_open(const char *path, int flags)
{
	int fd = open(path, flags);

	CHECK(fd >= 0);
	CHECK_EQ(close(fd), 0);
}

int
main(void)
{
	int fd;

	enter_directory("xv6_open");
	CHECK_FAILS(open("f", O_RDONLY));
	CHECK_FAILS(open("f", O_RDWR | O_TRUNC));
	check_open("f", O_CREATE);
	make_file("f", "text");
	check_open("f", O_CREATE | O_RDWR);
	check_open("f", 0x8000 | 0x4000 | 0x800 | 0x1000);
	CHECK_EQ(size_of("f"), 4);
	check_open("f", O_WRONLY | O_TRUNC);
	CHECK_EQ(size_of("f"), 0);
	make_file("f", "text");
	check_open("f", O_TRUNC);
	CHECK_EQ(size_of("f"), 0);
	fd = open("f", O_WRONLY | O_RDWR);
	CHECK_EQ(write(fd, "x", 1), 1);
	CHECK_FAILS(read(fd, &fd, 1));
	CHECK_EQ(close(fd), 0);
	CHECK_EQ(unlink("f"), 0);
	leave_directory("xv6_open");
	exit(0);
}
