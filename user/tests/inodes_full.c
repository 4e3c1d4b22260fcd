/*
 * When all inodes are in use, making a file, a directory or a device fails
 * with ENOSPC and leaves no name; links still work; removing gives back.
 *
 * timeout: 40
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "procstate.h"

#define FOLDER "/tmp/inodes_full"
#define NAME_SIZE 32

static char name[NAME_SIZE];

static const char *
name_of(long i)
{
	snprintf(name, NAME_SIZE, "%ld", i);
	return name;
}

int
main(void)
{
	long made = 0, before = inodes_free();
	struct stat st;

	CHECK_EQ(mkdir(FOLDER, 0777) + chdir(FOLDER), 0);
	while (mknod(name_of(made), S_IFREG, 0) == 0)
		made++;
	CHECK_EQ(errno, ENOSPC);
	CHECK_EQ(made, before - 1);
	CHECK_ERRNO(stat(name_of(made), &st), ENOENT);
	CHECK_ERRNO(open("new", O_CREAT | O_RDWR, 0666), ENOSPC);
	CHECK_ERRNO(mkdir("new", 0777), ENOSPC);
	CHECK_ERRNO(mknod("new", S_IFCHR, 0), ENOSPC);
	CHECK_ERRNO(stat("new", &st), ENOENT);
	CHECK_EQ(link("0", "new"), 0);
	CHECK_EQ(unlink("0"), 0);
	CHECK_ERRNO(mkdir("0", 0777), ENOSPC);
	CHECK_EQ(unlink("new"), 0);
	CHECK_EQ(mkdir("0", 0777) + rmdir("0"), 0);
	for (long i = 1; i < made; i++)
		CHECK_EQ(unlink(name_of(i)), 0);
	CHECK_EQ(chdir("/") + rmdir(FOLDER), 0);
	CHECK_EQ(inodes_free(), before);
	return 0;
}
