/*
 * A raw_disk that is a file of the host.
 */
#include "host.h"

#include <unistd.h>

#include "rawfile.h"

int
raw_read_all(int fd, void *to, size_t size, uint64_t offset)
{
	uint8_t *at = to;

	while (size > 0) {
		ssize_t n = pread(fd, at, size, (off_t)offset);

		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = 0;
		if (n <= 0)
			return -1;
		at += n;
		offset += (uint64_t)n;
		size -= (size_t)n;
	}
	return 0;
}

int
raw_write_all(int fd, const void *from, size_t size, uint64_t offset)
{
	const uint8_t *at = from;

	while (size > 0) {
		ssize_t n = pwrite(fd, at, size, (off_t)offset);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		at += n;
		offset += (uint64_t)n;
		size -= (size_t)n;
	}
	return 0;
}

static struct raw_file *
file_of(struct raw_disk *d)
{
	return (struct raw_file *)((char *)d - offsetof(struct raw_file, disk));
}

static int
file_read(struct raw_disk *d, uint32_t block, void *to)
{
	return raw_read_all(file_of(d)->fd, to, DISK_BLOCK_SIZE,
			    (uint64_t)block * DISK_BLOCK_SIZE);
}

static int
file_write(struct raw_disk *d, uint32_t block, const void *from)
{
	return raw_write_all(file_of(d)->fd, from, DISK_BLOCK_SIZE,
			     (uint64_t)block * DISK_BLOCK_SIZE);
}

static int
file_flush(struct raw_disk *d)
{
	return fsync(file_of(d)->fd);
}

void
raw_file_init(struct raw_file *f, int fd, uint64_t nblocks)
{
	f->fd = fd;
	f->disk.nblocks = nblocks;
	f->disk.read = file_read;
	f->disk.write = file_write;
	f->disk.flush = file_flush;
}
