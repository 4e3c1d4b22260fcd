/*
 * open() is -1 for a directory that is to be written, made or cut, below a
 * file or what is not there, without a path; a directory can be read.
 */
#include "check.h"

int
main(void)
{
	static const int refused[] = {
		O_WRONLY, O_RDWR, O_CREATE, O_CREATE | O_RDWR, O_TRUNC,
	};
	int fd;

	enter_directory("xv6_open_errors");
	make_file("f", "");
	fd = open(".", O_RDONLY);
	CHECK(fd >= 0);
	CHECK_EQ(close(fd), 0);
	for (uint i = 0; i < COUNT(refused); i++)
		CHECK_FAILS(open(".", refused[i]));
	CHECK_FAILS(open("f/x", O_RDONLY));
	CHECK_FAILS(open("f/x", O_CREATE));
	CHECK_FAILS(open("no/x", O_CREATE));
	CHECK_FAILS(open("", O_CREATE));
	CHECK_FAILS(open(0, O_RDONLY));
	CHECK_EQ(unlink("f"), 0);
	leave_directory("xv6_open_errors");
	exit(0);
}
