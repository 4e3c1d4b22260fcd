/*
 * fstat() and stat(): type, size, number and links of a file, a directory and
 * a device; a directory's own "." is not counted. -1 for a pipe, what is not
 * open or not there, and bad pointers.
 */
#include "check.h"

static struct stat
known(const char *path)
{
	int fd = open(path, O_RDONLY);
	struct stat st, same;

	CHECK(fd >= 0);
	memset(&st, 0, sizeof(st));        /* also between the fields */
	memset(&same, 0, sizeof(same));
	CHECK_EQ(fstat(fd, &st), 0);
	CHECK_EQ(stat(path, &same), 0);
	CHECK_EQ(memcmp(&st, &same, sizeof(st)), 0);
	CHECK_EQ(close(fd), 0);
	return st;
}

int
main(void)
{
	struct stat st;
	int ends[2];

	enter_directory("xv6_fstat");
	make_file("f", "12345");
	CHECK_EQ(known("f").type, T_FILE);
	CHECK_EQ(known("f").size, 5);
	CHECK_EQ(known("f").nlink, 1);
	CHECK_EQ(link("f", "g"), 0);
	CHECK_EQ(known("f").nlink, 2);
	CHECK_EQ(known("f").ino, known("g").ino);
	CHECK_EQ(known(".").type, T_DIR);
	CHECK_EQ(known(".").nlink, 1);
	CHECK_EQ(mkdir("d"), 0);
	CHECK_EQ(known(".").nlink, 2);
	CHECK_EQ(known("/dev/null").type, T_DEVICE);
	CHECK_EQ(known("/").ino, ROOTINO);
	CHECK_EQ(known("f").dev, known("/").dev);
	CHECK_EQ(pipe(ends), 0);
	CHECK_FAILS(fstat(ends[0], &st));
	CHECK_FAILS(fstat(-1, &st));
	CHECK_FAILS(fstat(NOFILE, &st));
	CHECK_FAILS(stat("nosuch", &st));
	CHECK_FAILS(fstat(0, (struct stat *)-1));
	CHECK_FAILS(fstat(0, (struct stat *)"not to be written to: constant"));
	CHECK_FAILS(stat("f", 0));
	CHECK_FAILS(fstat(0, (struct stat *)(sbrk(0) - 8)));
	CHECK_FAILS(stat((char *)KERNBASE, &st));
	CHECK_EQ(unlink("d"), 0);
	CHECK_EQ(unlink("f"), 0);
	CHECK_EQ(unlink("g"), 0);
	leave_directory("xv6_fstat");
	exit(0);
}
