/*
 * A file is cut, written, forced to the disk and written over within a page,
 * when each thing asked for is refused in turn, or each read fails: that
 * call's errno, and what was said to be written is there.
 *
 * run: KERNEL=test
 * timeout: 120
 */
#include "inject.h"

#define PATH  "/tmp/inject-write"
#define FAR   (40 * 4096)        /* needs a block of pointers */
#define BYTES 9000

static char data[BYTES], back[BYTES];

static int
write_at(int fd, off_t offset, char byte)
{
	ssize_t n, again;

	memset(data, byte, BYTES);
	for (long done = 0; done < BYTES; done += n) {
		lseek(fd, offset + done, SEEK_SET);
		n = write(fd, data, (size_t)(BYTES - done));
		lseek(fd, offset + done, SEEK_SET);
		again = n < 0 ? n : read(fd, back, (size_t)n);
		if (again < 0)
			return errno;
		CHECK(again == n && memcmp(data, back, (size_t)n) == 0);
	}
	return 0;
}

static int
write_file(void)
{
	int fd, error;

	order("reclaim", 0);     /* so that nothing is at hand */
	fd = open(PATH, O_RDWR | O_CREAT | O_TRUNC, 0600);
	error = fd < 0 ? errno : write_at(fd, 0, 'a');
	if (error == 0)
		error = write_at(fd, FAR, 'a');
	if (error == 0 && fsync(fd) < 0)
		error = errno;
	order("reclaim", 0);
	if (error == 0)
		error = write_at(fd, 100, 'b');
	close(fd);
	return error != 0 || unlink(PATH) == 0 ? error : errno;
}

int
main(void)
{
	every_failure("memory", write_file, ENOMEM, ENOMEM);
	every_failure("read error", write_file, EIO, EIO);
	return 0;
}
