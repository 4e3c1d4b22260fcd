/*
 * stat() and fstat() agree and tell the truth: type, size, links, inode,
 * blocks, and a time of change that does not go back.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"

#define NAME "/tmp/stat_fields"

static void
expect_type(const char *path, mode_t type)
{
	struct stat st;

	CHECK_EQ(stat(path, &st), 0);
	CHECK_EQ(st.st_mode & S_IFMT, type);
}

int
main(void)
{
	struct stat st, same;
	int ends[2], fd = open(NAME, O_CREAT | O_TRUNC | O_RDWR, 0666);
	time_t before = time(NULL);

	CHECK_EQ(write(fd, "12345", 5), 5);
	CHECK_EQ(fsync(fd), 0);
	CHECK_EQ(fstat(fd, &st) + stat(NAME, &same), 0);
	CHECK_EQ(memcmp(&st, &same, sizeof(st)), 0);
	CHECK_EQ(st.st_size, 5);
	CHECK_EQ(st.st_nlink, 1);
	CHECK_EQ(st.st_blocks, 8);
	CHECK_EQ(st.st_blksize, 4096);
	CHECK(S_ISREG(st.st_mode));
	CHECK(st.st_ino > 0);
	CHECK(st.st_mtime >= before - 1 && st.st_mtime <= time(NULL) + 1);
	expect_type("/tmp", S_IFDIR);
	expect_type("/", S_IFDIR);
	expect_type("/dev/null", S_IFCHR);
	expect_type("/dev/console", S_IFCHR);
	CHECK_EQ(pipe(ends), 0);
	CHECK_EQ(fstat(ends[0], &st), 0);
	CHECK(S_ISFIFO(st.st_mode));
	CHECK_ERRNO(stat("/tmp/none", &st), ENOENT);
	CHECK_ERRNO(stat(NAME "/x", &st), ENOTDIR);
	CHECK_ERRNO(stat("", &st), ENOENT);
	CHECK_EQ(close(fd) + unlink(NAME), 0);
	return 0;
}
