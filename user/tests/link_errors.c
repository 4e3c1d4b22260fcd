/*
 * link() refuses: a new name that exists (EEXIST), an old one that does not
 * (ENOENT), directories (EPERM), paths through files (ENOTDIR). The link
 * count stays what it was.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"

#define DIR "/tmp/link_errors"
#define A DIR "/a"
#define B DIR "/b"

static void
make(const char *name)
{
	int fd = open(name, O_CREAT | O_EXCL | O_RDWR, 0666);

	CHECK(fd >= 0);
	CHECK_EQ(close(fd), 0);
}

int
main(void)
{
	struct stat st;

	CHECK_EQ(mkdir(DIR, 0777), 0);
	make(A);
	make(B);
	CHECK_ERRNO(link(A, B), EEXIST);
	CHECK_ERRNO(link(A, A), EEXIST);
	CHECK_ERRNO(link(A, DIR), EEXIST);
	CHECK_ERRNO(link(DIR "/none", DIR "/new"), ENOENT);
	CHECK_ERRNO(link(A, DIR "/none/new"), ENOENT);
	CHECK_ERRNO(link(A, ""), ENOENT);
	CHECK_ERRNO(link("", DIR "/new"), ENOENT);
	CHECK_ERRNO(link(DIR, DIR "/new"), EPERM);
	CHECK_ERRNO(link("/", DIR "/new"), EPERM);
	CHECK_ERRNO(link(A, B "/new"), ENOTDIR);
	CHECK_ERRNO(link(A "/x", DIR "/new"), ENOTDIR);
	CHECK_EQ(stat(A, &st), 0);
	CHECK_EQ(st.st_nlink, 1);
	CHECK_EQ(unlink(A) + unlink(B) + rmdir(DIR), 0);
	return 0;
}
