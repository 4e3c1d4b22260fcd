/*
 * A directory reads as an array of struct dirent: first "." and "..", then
 * every name once, with its inode's number; unused entries have number 0. A
 * name of DIRSIZ letters has no NUL.
 */
#include "check.h"

static char longest[DIRSIZ + 1];

/* The inode number of a name in the current directory; 0: it has none. */
static uint
number_of(const char *name)
{
	int fd = open(".", O_RDONLY), found = 0;
	struct dirent e;
	uint number = 0;

	while (read(fd, &e, sizeof(e)) == sizeof(e)) {
		char text[DIRSIZ + 1] = "";

		memmove(text, e.name, DIRSIZ);
		if (e.inum != 0 && strcmp(text, name) == 0) {
			number = e.inum;
			found++;
		}
	}
	CHECK_EQ(read(fd, &e, sizeof(e)), 0);
	CHECK_EQ(close(fd), 0);
	CHECK(found <= 1);
	return number;
}

int
main(void)
{
	struct stat here, up, f;

	CHECK_EQ(sizeof(struct dirent) % 16, 0);
	memset(longest, 'n', DIRSIZ);
	CHECK_EQ(stat("/tmp", &up), 0);
	enter_directory("xv6_dir_raw");
	make_file(longest, "");
	CHECK_EQ(link(longest, "f"), 0);
	CHECK_EQ(stat(".", &here), 0);
	CHECK_EQ(stat("f", &f), 0);
	CHECK_EQ(here.size, 4 * sizeof(struct dirent));
	CHECK_EQ(number_of("."), here.ino);
	CHECK_EQ(number_of(".."), up.ino);
	CHECK_EQ(number_of("f"), f.ino);
	CHECK_EQ(number_of(longest), f.ino);
	CHECK_EQ(unlink("f"), 0);
	CHECK_EQ(number_of("f"), 0);
	CHECK_EQ(unlink(longest), 0);
	leave_directory("xv6_dir_raw");
	exit(0);
}
