/*
 * A full disk: writes end with ENOSPC, keep what fitted and harm nothing
 * else; all space returns with unlink, several times over.
 *
 * timeout: 60
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "procstate.h"

#define NAME "/tmp/disk_full"
#define OTHER "/tmp/disk_full.other"
#define CHUNK (64 * 1024)
#define NROUNDS 2
#define SLACK 4

static char chunk[CHUNK];

static void
fill_disk(void)
{
	int fd = open(NAME, O_CREAT | O_EXCL | O_WRONLY, 0666);
	long size = 0;
	ssize_t n;
	struct stat st;

	while ((n = write(fd, chunk, CHUNK)) > 0)
		size += n;
	CHECK_EQ(n, -1);
	CHECK_EQ(errno, ENOSPC);
	while ((n = write(fd, chunk, 1)) > 0)
		size += n;
	CHECK_EQ(errno, ENOSPC);
	CHECK_EQ(fstat(fd, &st), 0);
	CHECK_EQ(st.st_size, size);
	CHECK(sysinfo_now().blocks_free <= SLACK);
	CHECK_EQ(close(fd), 0);
}

int
main(void)
{
	int other = open(OTHER, O_CREAT | O_EXCL | O_RDWR, 0666);
	long before = blocks_free();
	char text[5];

	CHECK_EQ(write(other, "other", 5), 5);
	for (int i = 0; i < NROUNDS; i++) {
		fill_disk();
		CHECK_EQ(unlink(NAME), 0);
	}
	CHECK(blocks_free() >= before - SLACK);
	CHECK_EQ(lseek(other, 0, SEEK_SET), 0);
	CHECK_EQ(read(other, text, 5), 5);
	CHECK_EQ(memcmp(text, "other", 5), 0);
	CHECK_EQ(close(other) + unlink(OTHER), 0);
	return 0;
}
