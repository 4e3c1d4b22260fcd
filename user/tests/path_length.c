/*
 * A path of PATH_MAX - 1 bytes works, one of PATH_MAX or of 10 KiB gives
 * ENAMETOOLONG; repeated slashes and dots count as what they are.
 */
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>

#include "check.h"

#define HUGE (10 * 1024)

static char path[HUGE + 1];

/* "/////…/tmp", `length` bytes long. */
static const char *
slashes(int length)
{
	memset(path, '/', (size_t)length - 3);
	strcpy(path + length - 3, "tmp");
	return path;
}

int
main(void)
{
	struct stat st, same;

	CHECK_EQ(stat("/tmp", &st), 0);
	CHECK_EQ(stat(slashes(PATH_MAX - 1), &same), 0);
	CHECK_EQ(st.st_ino, same.st_ino);
	CHECK_ERRNO(stat(slashes(PATH_MAX), &same), ENAMETOOLONG);
	CHECK_ERRNO(stat(slashes(HUGE), &same), ENAMETOOLONG);
	CHECK_ERRNO(open(slashes(HUGE), O_RDONLY), ENAMETOOLONG);
	CHECK_ERRNO(chdir(slashes(HUGE)), ENAMETOOLONG);
	CHECK_ERRNO(mkdir(slashes(HUGE), 0777), ENAMETOOLONG);
	CHECK_ERRNO(unlink(slashes(HUGE)), ENAMETOOLONG);
	CHECK_ERRNO(rename("/tmp", slashes(HUGE)), ENAMETOOLONG);
	CHECK_ERRNO(link(slashes(HUGE), "/tmp/x"), ENAMETOOLONG);
	CHECK_EQ(stat("//tmp/.././tmp/./../../tmp//.", &same), 0);
	CHECK_EQ(st.st_ino, same.st_ino);
	CHECK_EQ(stat("/../../..", &st), 0);
	CHECK_EQ(stat("/", &same), 0);
	CHECK_EQ(st.st_ino, same.st_ino);
	return 0;
}
