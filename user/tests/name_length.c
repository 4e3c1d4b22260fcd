/*
 * A name of NAME_MAX bytes works whole, one more is ENAMETOOLONG for every
 * call that takes a path; nothing is silently cut short.
 */
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>

#include "check.h"

#define DIR "/tmp/"

static char fits[sizeof(DIR) + NAME_MAX], too_long[sizeof(DIR) + NAME_MAX + 1];

static void
build(char *path, int length)
{
	strcpy(path, DIR);
	for (int i = 0; i < length; i++)
		path[sizeof(DIR) - 1 + i] = (char)('a' + i % 26);
}

int
main(void)
{
	struct stat st;
	int fd;

	build(fits, NAME_MAX);
	build(too_long, NAME_MAX + 1);
	fd = open(fits, O_CREAT | O_EXCL | O_RDWR, 0666);
	CHECK(fd >= 0);
	CHECK_EQ(close(fd), 0);
	CHECK_EQ(stat(fits, &st), 0);
	CHECK_ERRNO(stat(too_long, &st), ENAMETOOLONG);
	CHECK_ERRNO(open(too_long, O_RDONLY), ENAMETOOLONG);
	CHECK_ERRNO(open(too_long, O_CREAT | O_RDWR, 0666), ENAMETOOLONG);
	CHECK_ERRNO(unlink(too_long), ENAMETOOLONG);
	CHECK_ERRNO(mkdir(too_long, 0777), ENAMETOOLONG);
	CHECK_ERRNO(rmdir(too_long), ENAMETOOLONG);
	CHECK_ERRNO(link(fits, too_long), ENAMETOOLONG);
	CHECK_ERRNO(rename(fits, too_long), ENAMETOOLONG);
	CHECK_ERRNO(chdir(too_long), ENAMETOOLONG);
	CHECK_ERRNO(mknod(too_long, S_IFREG, 0), ENAMETOOLONG);
	fits[sizeof(DIR) - 1 + NAME_MAX - 1] = '\0';
	CHECK_ERRNO(stat(fits, &st), ENOENT);
	build(fits, NAME_MAX);
	CHECK_EQ(unlink(fits), 0);
	return 0;
}
