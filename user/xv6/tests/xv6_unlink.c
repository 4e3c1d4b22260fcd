/*
 * unlink(): removes a file's name or an empty directory, also the one that a
 * process is in. -1 for a directory with something in it, for "." and "..",
 * for the root, for what is not there.
 */
#include "check.h"

int
main(void)
{
	enter_directory("xv6_unlink");
	make_file("f", "");
	CHECK_EQ(unlink("f"), 0);
	CHECK_FAILS(unlink("f"));
	CHECK_EQ(mkdir("d"), 0);
	make_file("d/f", "");
	CHECK_FAILS(unlink("d"));
	CHECK_FAILS(unlink("d/f/x"));
	CHECK_EQ(unlink("d/f"), 0);
	CHECK_FAILS(unlink("d/."));
	CHECK_FAILS(unlink("d/.."));
	CHECK_EQ(chdir("d"), 0);
	CHECK_FAILS(unlink("."));
	CHECK_FAILS(unlink(".."));
	CHECK_EQ(unlink("../d"), 0);
	CHECK_FAILS(open("f", O_CREATE));
	CHECK_FAILS(mkdir("e"));
	CHECK_EQ(chdir("/tmp/xv6_unlink"), 0);
	CHECK(!exists("d"));
	CHECK_FAILS(unlink("/"));
	CHECK_FAILS(unlink(""));
	CHECK_FAILS(unlink("no/f"));
	leave_directory("xv6_unlink");
	exit(0);
}
