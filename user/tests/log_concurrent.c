/*
 * Several write at once far more than one transaction of the log holds, with
 * small files in between: all of it is there.
 *
 * run: CPUS=1
 * run: CPUS=4
 * timeout: 60
 */
#include <fcntl.h>
#include "procstate.h"

#define NWRITERS 4
#define SIZE     (3L * 1024 * 1024)
#define CHUNK    (96 * 1024)
#define NNAMES   150
#define FOLDER_MAX 4             /* that /tmp may grow by */

static char chunk[CHUNK], name[32];
#define NAME(what, i) (snprintf(name, sizeof(name), "/tmp/log-" what "%ld", \
				i), name)

static void
write_much(long i)
{
	int fd = creat(NAME("big", i), 0600);

	memset(chunk, 'a' + (int)i, CHUNK);
	for (long at = 0; at < SIZE; at += CHUNK) {
		CHECK_EQ(write(fd, chunk, CHUNK), CHUNK);
		close(creat(NAME("small", i * NNAMES + at / CHUNK), 0600));
	}
	CHECK_EQ(fsync(fd), 0);
}

static void
read_back(long i)
{
	int fd = open(NAME("big", i), O_RDONLY);
	for (long at = 0; at < SIZE; at += CHUNK) {
		CHECK_EQ(read(fd, chunk, CHUNK), CHUNK);
		CHECK(*chunk == 'a' + i &&
		      memcmp(chunk, chunk + 1, CHUNK - 1) == 0);
		CHECK_EQ(unlink(NAME("small", i * NNAMES + at / CHUNK)), 0);
	}
	CHECK_EQ(close(fd) + unlink(NAME("big", i)), 0);
}

int
main(void)
{
	long blocks = blocks_free(), inodes = inodes_free();

	for (long i = 0; i < NWRITERS; i++)
		start_child(write_much, i);
	reap_all();
	for (long i = 0; i < NWRITERS; i++)
		read_back(i);
	CHECK(blocks - blocks_free() <= FOLDER_MAX && inodes_free() == inodes);
	return 0;
}
