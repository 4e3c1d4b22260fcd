/*
 * Four processes create, link, unlink and rename the same few names at once:
 * each call gives 0 or an errno that fits, and in the end nothing is left,
 * on disk or in memory.
 *
 * run: CPUS=1 MEM=128M
 * run: CPUS=4 MEM=128M
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "procstate.h"

#define FOLDER "/tmp/names_race"
#define NPROCESSES 4
#define NROUNDS 150

#define ALLOW(call, error) \
	CHECK((call) >= 0 || errno == error || errno == ENOENT)

static void
race(long which)
{
	for (int i = 0; i < NROUNDS; i++) {
		int fd = open("a", O_CREAT | O_EXCL | O_RDWR, 0666);

		CHECK(fd >= 0 || errno == EEXIST);
		if (fd >= 0)
			CHECK_EQ(write(fd, &which, 8) - 8 + close(fd), 0);
		ALLOW(link("a", "b"), EEXIST);
		ALLOW(rename("b", "a"), ENOENT);
		ALLOW(mkdir("d", 0777), EEXIST);
		ALLOW(rename("a", "d/a"), ENOENT);
		ALLOW(unlink("d/a"), ENOENT);
		ALLOW(rmdir("d"), ENOTEMPTY);
		ALLOW(unlink("b"), ENOENT);
		ALLOW(unlink("a"), ENOENT);
	}
}

int
main(void)
{
	long blocks = blocks_free(), inodes = inodes_free();

	CHECK_EQ(mkdir(FOLDER, 0777) + chdir(FOLDER), 0);
	for (int i = 0; i < NPROCESSES; i++)
		start_child(race, i);
	reap_all();
	unlink("d/a");
	rmdir("d");
	CHECK_EQ(chdir("/") + rmdir(FOLDER), 0);
	CHECK_EQ(inodes_free(), inodes);
	CHECK(blocks - blocks_free() <= 1);
	return 0;
}
