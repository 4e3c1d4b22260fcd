/*
 * A directory of 1000 files: each is found, each is listed once, removed ones
 * are gone while the others stay, and their places are used again.
 */
#include <dirent.h>
#include <sys/stat.h>

#include "check.h"

#define FOLDER "/tmp/dir_many"
enum { NFILES = 1000, PREFIX_SIZE = 4, NAME_SIZE = 16 };

static char name[NAME_SIZE];

static const char *
name_of(int i)
{
	snprintf(name, NAME_SIZE, "file%04d", i);
	return name;
}

static int
list(void)
{
	char seen[NFILES] = "";
	DIR *dir = opendir(".");
	int n = 0;

	for (struct dirent *e; (e = readdir(dir)) != NULL;)
		if (e->d_name[0] != '.' && ++n)
			CHECK_EQ(seen[atoi(e->d_name + PREFIX_SIZE)]++, 0);
	CHECK_EQ(closedir(dir), 0);
	return n;
}

static void
change(int step, int make)
{
	for (int i = 0; i < NFILES; i += step)
		CHECK_EQ(make ? mknod(name_of(i), S_IFREG | 0666, 0) :
			 unlink(name_of(i)), 0);
}

int
main(void)
{
	struct stat st, half;

	CHECK_EQ(mkdir(FOLDER, 0777) + chdir(FOLDER), 0);
	change(1, 1);
	CHECK_EQ(stat(".", &st), 0);
	change(2, 0);
	CHECK_EQ(list(), NFILES / 2);
	change(2, 1);
	CHECK_EQ(list(), NFILES);
	CHECK(stat(".", &half) == 0 && st.st_size == half.st_size);
	change(1, 0);
	CHECK_EQ(chdir("/") + rmdir(FOLDER), 0);
	return 0;
}
