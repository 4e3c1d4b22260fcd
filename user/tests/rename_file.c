/*
 * rename() moves a file within and between directories, replaces an existing
 * file at once (whose open descriptors live on), and does nothing when both
 * names are the same file.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"

#define DIR "/tmp/rename_file"
#define A DIR "/a"
#define B DIR "/b"
#define C DIR "/sub/c"

static ino_t
make(const char *name)
{
	int fd = open(name, O_CREAT | O_EXCL | O_RDWR, 0666);
	struct stat st;

	CHECK_EQ(fstat(fd, &st) + close(fd), 0);
	return st.st_ino;
}

static void
expect(const char *name, ino_t ino, unsigned links)
{
	struct stat st;

	CHECK_EQ(stat(name, &st), 0);
	CHECK_EQ(st.st_ino, ino);
	CHECK_EQ(st.st_nlink, links);
}

int
main(void)
{
	struct stat st;
	ino_t a, b;
	int fd;

	CHECK_EQ(mkdir(DIR, 0777) + mkdir(DIR "/sub", 0777), 0);
	a = make(A);
	CHECK_EQ(rename(A, C), 0);
	expect(C, a, 1);
	CHECK_ERRNO(stat(A, &st), ENOENT);
	b = make(B);
	fd = open(B, O_RDONLY);
	CHECK_EQ(rename(C, B), 0);
	expect(B, a, 1);
	CHECK_ERRNO(stat(C, &st), ENOENT);
	CHECK_EQ(fstat(fd, &st), 0);
	CHECK(st.st_ino == b && st.st_nlink == 0);
	CHECK_EQ(link(B, A) + rename(A, B), 0);
	expect(A, a, 2);
	CHECK_EQ(close(fd) + unlink(A) + unlink(B), 0);
	CHECK_EQ(rmdir(DIR "/sub") + rmdir(DIR), 0);
	return 0;
}
