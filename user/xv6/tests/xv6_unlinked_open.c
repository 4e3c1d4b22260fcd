/*
 * A file without a name lives on while it is open: it can be read and written,
 * also by a child, and a new file of its name is another one.
 */
#include "check.h"

static int fd;

static void
write_more(long unused)
{
	(void)unused;
	CHECK_EQ(write(fd, "more", 4), 4);
}

int
main(void)
{
	char text[16];
	struct stat st;
	uint ino;
	int other;

	enter_directory("xv6_unlinked_open");
	fd = open("f", O_CREATE | O_RDWR);
	other = open("f", O_RDONLY);
	CHECK_EQ(write(fd, "hello", 5), 5);
	CHECK_EQ(unlink("f"), 0);
	CHECK_EQ(fstat(fd, &st), 0);
	CHECK_EQ(st.nlink, 0);
	ino = st.ino;
	make_file("f", "new");
	CHECK_EQ(stat("f", &st), 0);
	CHECK(st.ino != ino);
	CHECK_EQ(run_child(write_more, 0), 0);
	CHECK_EQ(close(fd), 0);
	CHECK_EQ(read(other, text, sizeof(text)), 9);
	CHECK_EQ(memcmp(text, "hellomore", 9), 0);
	CHECK_EQ(close(other), 0);
	CHECK_EQ(unlink("f"), 0);
	leave_directory("xv6_unlinked_open");
	exit(0);
}
