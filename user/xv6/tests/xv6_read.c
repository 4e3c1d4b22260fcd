/*
 * read(): what is asked for, less at the end, 0 behind it; -1 for a descriptor
 * that is not open or cannot read, a negative size, a bad buffer.
 */
#include "check.h"

int
main(void)
{
	char text[16] = "";
	int fd;

	enter_directory("xv6_read");
	make_file("f", "0123456789");
	fd = open("f", O_RDONLY);
	CHECK_EQ(read(fd, text, 4), 4);
	CHECK_EQ(memcmp(text, "0123", 4), 0);
	CHECK_EQ(read(fd, text, 0), 0);
	CHECK_EQ(read(fd, (char *)-1, 0), 0);
	CHECK_FAILS(read(fd, text, -1));
	CHECK_FAILS(read(fd, (char *)-1, 1));
	CHECK_FAILS(read(fd, 0, 1));
	CHECK_FAILS(read(fd, (char *)&main, 1));
	CHECK_EQ(read(fd, text, sizeof(text)), 6);
	CHECK_EQ(memcmp(text, "456789", 6), 0);
	CHECK_EQ(read(fd, text, sizeof(text)), 0);
	CHECK_EQ(close(fd), 0);
	CHECK_FAILS(read(fd, text, 1));
	CHECK_FAILS(read(-1, text, 1));
	CHECK_FAILS(read(NOFILE, text, 1));
	CHECK_FAILS(read(1 << 30, text, 1));
	fd = open("f", O_WRONLY);
	CHECK_FAILS(read(fd, text, 1));
	CHECK_EQ(close(fd), 0);
	CHECK_EQ(unlink("f"), 0);
	leave_directory("xv6_read");
	exit(0);
}
