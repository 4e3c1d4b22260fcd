/*
 * mkdir() and chdir(): a new directory has "." and ".."; -1 for a name that is
 * taken, a path that does not lead there, and, of chdir(), what is no
 * directory.
 */
#include "check.h"

int
main(void)
{
	struct stat a, b;

	enter_directory("xv6_mkdir");
	CHECK_EQ(mkdir("d"), 0);
	CHECK_FAILS(mkdir("d"));
	CHECK_FAILS(mkdir("."));
	CHECK_FAILS(mkdir("/"));
	CHECK_FAILS(mkdir(""));
	CHECK_FAILS(mkdir("no/d"));
	make_file("f", "");
	CHECK_FAILS(mkdir("f"));
	CHECK_FAILS(mkdir("f/d"));
	CHECK_FAILS(chdir("f"));
	CHECK_FAILS(chdir("no"));
	CHECK_FAILS(chdir((char *)MAXVA));
	CHECK_EQ(stat("d", &a), 0);
	CHECK_EQ(chdir("d/../d"), 0);
	CHECK_EQ(stat(".", &b), 0);
	CHECK_EQ(a.ino, b.ino);
	CHECK_EQ(chdir("../../../../.."), 0);
	CHECK_EQ(stat(".", &b), 0);
	CHECK_EQ(b.ino, ROOTINO);
	CHECK_EQ(chdir("/tmp/xv6_mkdir"), 0);
	CHECK_EQ(unlink("d"), 0);
	CHECK_EQ(unlink("f"), 0);
	leave_directory("xv6_mkdir");
	exit(0);
}
