/*
 * link() gives a file another name of equal right: same inode, count of
 * names, same contents; each name can be removed alone.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"

#define OLD "/tmp/link_names.old"
#define NEW "/tmp/link_names.new"

int
main(void)
{
	struct stat a, b;
	char text[5];
	int fd = open(OLD, O_CREAT | O_EXCL | O_RDWR, 0666);

	CHECK_EQ(write(fd, "first", 5), 5);
	CHECK_EQ(close(fd), 0);
	CHECK_EQ(link(OLD, NEW), 0);
	CHECK_EQ(stat(OLD, &a) + stat(NEW, &b), 0);
	CHECK_EQ(a.st_ino, b.st_ino);
	CHECK_EQ(a.st_nlink, 2);
	CHECK_EQ(b.st_nlink, 2);
	fd = open(NEW, O_WRONLY);
	CHECK_EQ(write(fd, "FI", 2), 2);
	CHECK_EQ(close(fd) + unlink(NEW), 0);
	CHECK_EQ(stat(OLD, &a), 0);
	CHECK_EQ(a.st_nlink, 1);
	CHECK_ERRNO(stat(NEW, &b), ENOENT);
	fd = open(OLD, O_RDONLY);
	CHECK_EQ(read(fd, text, 5), 5);
	CHECK_EQ(memcmp(text, "FIrst", 5), 0);
	CHECK_EQ(close(fd) + unlink(OLD), 0);
	return 0;
}
