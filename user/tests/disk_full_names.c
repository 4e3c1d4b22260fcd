/*
 * On a full disk making directories soon fails with ENOSPC; those made are
 * whole, no inode is lost by those that were not, renaming and removing work.
 *
 * timeout: 60
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "procstate.h"

#define FOLDER "/tmp/disk_full_names"
#define CHUNK (64 * 1024)
#define NMAX 16

static char chunk[CHUNK], name[NMAX][2];

int
main(void)
{
	long inodes = inodes_free(), blocks = blocks_free();
	int made = 0, fd;
	struct stat st;

	CHECK_EQ(mkdir(FOLDER, 0777) + chdir(FOLDER), 0);
	fd = open("big", O_CREAT | O_WRONLY, 0666);
	while (write(fd, chunk, CHUNK) > 0)
		;
	CHECK_EQ(errno, ENOSPC);
	for (; made < NMAX; made++) {
		name[made][0] = (char)('a' + made);
		if (mkdir(name[made], 0777) < 0)
			break;
	}
	CHECK(made < NMAX && errno == ENOSPC);
	CHECK_ERRNO(stat(name[made], &st), ENOENT);
	CHECK_EQ(inodes - inodes_free(), made + 2);
	CHECK_EQ(rename("big", "renamed"), 0);
	for (int i = 0; i < made; i++)
		CHECK_EQ(rmdir(name[i]), 0);
	CHECK_EQ(close(fd) + unlink("renamed"), 0);
	CHECK_EQ(chdir("/") + rmdir(FOLDER), 0);
	CHECK_EQ(inodes_free(), inodes);
	CHECK(blocks - blocks_free() <= 1);
	return 0;
}
