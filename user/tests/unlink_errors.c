/*
 * unlink() removes a name at once; it refuses directories (EISDIR), missing
 * names (ENOENT), paths through a file (ENOTDIR) and "." (EISDIR or EINVAL).
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"

#define DIR "/tmp/unlink_errors"
#define NAME DIR "/file"

int
main(void)
{
	struct stat st;
	int fd;

	CHECK_EQ(mkdir(DIR, 0777), 0);
	fd = open(NAME, O_CREAT | O_RDWR, 0666);
	CHECK_EQ(close(fd), 0);
	CHECK_ERRNO(unlink(DIR), EISDIR);
	CHECK_ERRNO(unlink(DIR "/"), EISDIR);
	CHECK_ERRNO(unlink("/"), EISDIR);
	CHECK_ERRNO(unlink(DIR "/none"), ENOENT);
	CHECK_ERRNO(unlink(""), ENOENT);
	CHECK_ERRNO(unlink(NAME "/x"), ENOTDIR);
	CHECK_ERRNO(unlink(NAME "/"), ENOTDIR);
	CHECK_EQ(unlink(DIR "/."), -1);
	CHECK_EQ(unlink(DIR "/.."), -1);
	CHECK_EQ(stat(NAME, &st), 0);
	CHECK_EQ(unlink(NAME), 0);
	CHECK_ERRNO(stat(NAME, &st), ENOENT);
	CHECK_ERRNO(unlink(NAME), ENOENT);
	CHECK_EQ(rmdir(DIR), 0);
	return 0;
}
