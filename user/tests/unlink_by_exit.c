/*
 * The blocks and the inode of an unlinked file come back also when the last
 * process that has it open is killed, or had only its directory as its
 * current one.
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>

#include "procstate.h"

#define NAME "/tmp/unlink_by_exit"
#define SIZE (64 * 1024)
#define SLACK 2
#define NROUNDS 10

static char data[SIZE];

static void
hold_and_die(long unused)
{
	int fd = open(NAME, O_CREAT | O_EXCL | O_RDWR, 0666);

	(void)unused;
	CHECK_EQ(write(fd, data, SIZE), SIZE);
	CHECK_EQ(unlink(NAME), 0);
	CHECK_EQ(mkdir(NAME, 0777), 0);
	CHECK_EQ(chdir(NAME), 0);
	CHECK_EQ(rmdir(NAME), 0);
	kill(getpid(), SIGKILL);
}

int
main(void)
{
	long blocks = blocks_free(), inodes = inodes_free();

	for (int i = 0; i < NROUNDS; i++)
		CHECK_KILLED(run_child(hold_and_die, 0), SIGKILL);
	CHECK_EQ(inodes_free(), inodes);
	CHECK(blocks - blocks_free() <= SLACK);
	return 0;
}
