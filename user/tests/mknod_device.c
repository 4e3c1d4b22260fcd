/*
 * mknod() makes device files and plain files; a device that does not exist
 * cannot be opened (ENXIO); existing names are EEXIST, other kinds EINVAL.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"

#define NAME "/tmp/mknod_device"
#define NO_SUCH_MAJOR 999

int
main(void)
{
	struct stat st;
	char c = 'x';
	int fd;

	CHECK_EQ(mknod(NAME, S_IFCHR | 0666, MAKEDEV(MAJOR_ZERO, 0)), 0);
	CHECK_ERRNO(mknod(NAME, S_IFREG, 0), EEXIST);
	CHECK_EQ(stat(NAME, &st), 0);
	CHECK(S_ISCHR(st.st_mode));
	CHECK_EQ(st.st_rdev, MAKEDEV(MAJOR_ZERO, 0));
	fd = open(NAME, O_RDWR);
	CHECK_EQ(read(fd, &c, 1), 1);
	CHECK_EQ(c, 0);
	CHECK_EQ(close(fd) + unlink(NAME), 0);
	CHECK_EQ(mknod(NAME, S_IFCHR, MAKEDEV(NO_SUCH_MAJOR, 0)), 0);
	CHECK_ERRNO(open(NAME, O_RDWR), ENXIO);
	CHECK_EQ(unlink(NAME), 0);
	CHECK_EQ(mknod(NAME, S_IFREG | 0666, 0), 0);
	CHECK_EQ(stat(NAME, &st), 0);
	CHECK(S_ISREG(st.st_mode) && st.st_size == 0);
	CHECK_EQ(unlink(NAME), 0);
	CHECK_ERRNO(mknod(NAME, S_IFDIR, 0), EINVAL);
	CHECK_ERRNO(mknod(NAME, S_IFMT, 0), EINVAL);
	CHECK_ERRNO(mknod("/tmp/none/x", S_IFREG, 0), ENOENT);
	CHECK_ERRNO(mknod("", S_IFREG, 0), ENOENT);
	CHECK_ERRNO(stat(NAME, &st), ENOENT);
	return 0;
}
