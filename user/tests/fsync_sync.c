/*
 * fsync() and sync() work on files and directories, dirty and clean, and
 * while another process writes; what has no disk behind it gives EINVAL.
 */
#include <fcntl.h>

#include "check.h"

#define NAME "/tmp/fsync_sync"
#define NWRITES 100
#define RECORD 700

static void
write_much(long unused)
{
	int fd = open(NAME "2", O_CREAT | O_TRUNC | O_WRONLY, 0666);
	char record[RECORD] = "";

	(void)unused;
	for (int i = 0; i < NWRITES; i++)
		CHECK_EQ(write(fd, record, RECORD), RECORD);
	CHECK_EQ(fsync(fd) + unlink(NAME "2"), 0);
}

int
main(void)
{
	int ends[2], fd = open(NAME, O_CREAT | O_TRUNC | O_RDWR, 0666);
	int dir = open("/tmp", O_RDONLY);
	pid_t pid = start_child(write_much, 0);

	for (int i = 0; i < NWRITES / 4; i++) {
		CHECK_EQ(write(fd, &i, sizeof(i)), sizeof(i));
		CHECK_EQ(fsync(fd), 0);
	}
	CHECK_EQ(fsync(fd), 0);
	CHECK_EQ(fsync(dir), 0);
	CHECK_EQ(sync(), 0);
	CHECK_EXITED(reap(pid), 0);
	CHECK_EQ(pipe(ends), 0);
	CHECK_ERRNO(fsync(ends[1]), EINVAL);
	CHECK_EQ(close(fd) + close(dir) + unlink(NAME), 0);
	return 0;
}
