/*
 * Processes that create, fill, link, rename and unlink files of their own in
 * one directory at once: each finds its files as it left them, and at the end
 * all blocks and inodes are back.
 *
 * run: CPUS=1 MEM=128M
 * run: CPUS=4 MEM=32M
 * timeout: 30
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "procstate.h"

#define FOLDER "/tmp/stress_names"
#define DURATION_NS (2 * NS_PER_S)
enum { NPROCESSES = 4, NAME_SIZE = 32, SLACK = 1 };

static long end_ns;

static void
use_file(const char *name, const char *other, long mark)
{
	int fd = open(name, O_CREAT | O_EXCL | O_RDWR, 0666);
	long got;

	CHECK_EQ(write(fd, &mark, sizeof(mark)), sizeof(mark));
	CHECK_EQ(link(name, other) + unlink(name) + rename(other, name), 0);
	CHECK_EQ(lseek(fd, 0, SEEK_SET), 0);
	CHECK(read(fd, &got, sizeof(got)) == sizeof(got) && got == mark);
	CHECK_EQ(close(fd) + unlink(name), 0);
}

static void
use_names(long which)
{
	char name[NAME_SIZE], other[NAME_SIZE];

	for (long i = 0; now_ns() < end_ns; i++) {
		snprintf(name, NAME_SIZE, "%ld.%ld", which, i);
		snprintf(other, NAME_SIZE, "%ld-%ld", which, i);
		use_file(name, other, which << 32 | i);
	}
}

int
main(void)
{
	long blocks = blocks_free(), inodes = inodes_free();

	end_ns = now_ns() + DURATION_NS;
	CHECK_EQ(mkdir(FOLDER, 0777) + chdir(FOLDER), 0);
	for (int i = 0; i < NPROCESSES; i++)
		start_child(use_names, i);
	reap_all();
	CHECK_EQ(chdir("/") + rmdir(FOLDER), 0);
	CHECK(inodes_free() == inodes && blocks - blocks_free() <= SLACK);
	return 0;
}
