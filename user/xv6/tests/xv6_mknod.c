/*
 * mknod() makes a device of that major number: the null device swallows and
 * gives nothing. A number without a driver cannot be opened. -1 for a name
 * that is taken and a path that does not lead there.
 */
#include "check.h"

#define NULL_MAJOR 2

int
main(void)
{
	struct stat st;
	char c;
	int fd;

	enter_directory("xv6_mknod");
	CHECK_EQ(mknod("null", NULL_MAJOR, 0), 0);
	CHECK_FAILS(mknod("null", NULL_MAJOR, 0));
	CHECK_FAILS(mknod("no/null", NULL_MAJOR, 0));
	CHECK_FAILS(mknod(0, NULL_MAJOR, 0));
	CHECK_EQ(stat("null", &st), 0);
	CHECK_EQ(st.type, T_DEVICE);
	CHECK_EQ(st.size, 0);
	fd = open("null", O_RDWR);
	CHECK_EQ(write(fd, "abc", 3), 3);
	CHECK_EQ(read(fd, &c, 1), 0);
	CHECK_EQ(close(fd), 0);
	CHECK_EQ(mknod("none", NDEV - 1, 0), 0);
	CHECK_FAILS(open("none", O_RDWR));
	CHECK_EQ(mknod("negative", -1, -1), 0);
	CHECK_FAILS(open("negative", O_RDONLY));
	CHECK_EQ(unlink("null"), 0);
	CHECK_EQ(unlink("none"), 0);
	CHECK_EQ(unlink("negative"), 0);
	leave_directory("xv6_mknod");
	exit(0);
}
