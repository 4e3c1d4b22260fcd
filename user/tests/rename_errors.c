/*
 * rename() refuses: missing names (ENOENT), a directory onto a file (ENOTDIR)
 * or onto one that is not empty (ENOTEMPTY), a file onto a directory
 * (EISDIR), a directory into itself or its own subtree (EINVAL), "." and
 * ".." (EBUSY or EINVAL). Nothing has moved then.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"

#define DIR "/tmp/rename_errors"
#define D DIR "/d"
#define FULL DIR "/full"
#define F DIR "/f"

static void
expect_busy(const char *from, const char *to)
{
	CHECK_EQ(rename(from, to), -1);
	CHECK(errno == EBUSY || errno == EINVAL || errno == ENOTEMPTY);
}

int
main(void)
{
	struct stat st;

	CHECK_EQ(mkdir(DIR, 0777) + mkdir(D, 0777) + mkdir(D "/e", 0777), 0);
	CHECK_EQ(mkdir(FULL, 0777) + mkdir(FULL "/x", 0777), 0);
	CHECK_EQ(close(open(F, O_CREAT | O_RDWR, 0666)), 0);
	CHECK_ERRNO(rename(DIR "/none", DIR "/new"), ENOENT);
	CHECK_ERRNO(rename(F, DIR "/none/new"), ENOENT);
	CHECK_ERRNO(rename(F, ""), ENOENT);
	CHECK_ERRNO(rename("", F), ENOENT);
	CHECK_ERRNO(rename(F "/x", DIR "/new"), ENOTDIR);
	CHECK_ERRNO(rename(F, F "/x"), ENOTDIR);
	CHECK_ERRNO(rename(F, DIR "/new/"), ENOTDIR);
	CHECK_ERRNO(rename(D, F), ENOTDIR);
	CHECK_ERRNO(rename(F, D), EISDIR);
	CHECK_ERRNO(rename(D, FULL), ENOTEMPTY);
	CHECK_ERRNO(rename(D, D "/new"), EINVAL);
	CHECK_ERRNO(rename(D, D "/e/new"), EINVAL);
	expect_busy(D, D "/e/..");
	expect_busy(D "/.", DIR "/new");
	expect_busy(D "/e/..", DIR "/new");
	expect_busy("/", DIR "/new");
	expect_busy(D, "/");
	CHECK_EQ(stat(D "/e", &st) + stat(F, &st) + stat(FULL "/x", &st), 0);
	CHECK_EQ(unlink(F) + rmdir(D "/e") + rmdir(D), 0);
	CHECK_EQ(rmdir(FULL "/x") + rmdir(FULL) + rmdir(DIR), 0);
	return 0;
}
