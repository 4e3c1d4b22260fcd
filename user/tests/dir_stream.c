/*
 * opendir, readdir, rewinddir and closedir list a directory as POSIX has it;
 * opendir of what is none fails with its errno.
 */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"

#define FOLDER "/tmp/dir_stream"

static int
count(DIR *dir, const char *name)
{
	struct dirent *entry;
	struct stat st;
	int n = 0;

	rewinddir(dir);
	while ((entry = readdir(dir)) != NULL)
		if (strcmp(entry->d_name, name) == 0) {
			CHECK_EQ(stat(name, &st), 0);
			CHECK_EQ(entry->d_ino, st.st_ino);
			n++;
		}
	return n;
}

int
main(void)
{
	DIR *dir;

	CHECK(opendir("/tmp/no_such_folder") == NULL);
	CHECK_EQ(errno, ENOENT);
	CHECK(opendir("/tests/dir_stream") == NULL);
	CHECK_EQ(errno, ENOTDIR);
	CHECK_EQ(mkdir(FOLDER, 0777) + chdir(FOLDER), 0);
	CHECK_EQ(close(open("one", O_CREAT | O_RDWR, 0666)), 0);
	CHECK_EQ(mkdir("two", 0777), 0);
	dir = opendir(".");
	CHECK(dir != NULL);
	CHECK_EQ(count(dir, "."), 1);
	CHECK_EQ(count(dir, ".."), 1);
	CHECK_EQ(count(dir, "one"), 1);
	CHECK_EQ(count(dir, "two"), 1);
	CHECK_EQ(unlink("one"), 0);
	CHECK_EQ(count(dir, "one"), 0);
	CHECK_EQ(closedir(dir), 0);
	CHECK_EQ(rmdir("two") + chdir("/") + rmdir(FOLDER), 0);
	return 0;
}
