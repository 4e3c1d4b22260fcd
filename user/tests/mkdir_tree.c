/*
 * mkdir() makes an empty directory with "." and ".." and correct link counts;
 * rmdir() takes an empty one away; deep trees work.
 */
#include <sys/stat.h>

#include "check.h"

#define DIR "/tmp/mkdir_tree"
#define DEPTH 60

static ino_t
inode_of(const char *path)
{
	struct stat st;

	CHECK_EQ(stat(path, &st), 0);
	CHECK(S_ISDIR(st.st_mode));
	return st.st_ino;
}

static void
expect_links(const char *path, unsigned count)
{
	struct stat st;

	CHECK_EQ(stat(path, &st), 0);
	CHECK_EQ(st.st_nlink, count);
}

int
main(void)
{
	CHECK_EQ(mkdir(DIR, 0777), 0);
	expect_links(DIR, 2);
	CHECK_EQ(inode_of(DIR "/."), inode_of(DIR));
	CHECK_EQ(inode_of(DIR "/.."), inode_of("/tmp"));
	CHECK_EQ(mkdir(DIR "/sub/", 0777), 0);
	expect_links(DIR, 3);
	expect_links(DIR "/sub", 2);
	CHECK_EQ(rmdir(DIR "/sub/"), 0);
	expect_links(DIR, 2);
	CHECK_EQ(chdir(DIR), 0);
	for (int i = 0; i < DEPTH; i++)
		CHECK_EQ(mkdir("d", 0777) + chdir("d"), 0);
	for (int i = 0; i < DEPTH; i++)
		CHECK_EQ(chdir("..") + rmdir("d"), 0);
	CHECK_EQ(inode_of("."), inode_of(DIR));
	CHECK_EQ(chdir("/") + rmdir(DIR), 0);
	return 0;
}
