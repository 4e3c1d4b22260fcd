/*
 * A descriptor allows what it was opened for: reading one opened O_WRONLY,
 * writing or truncating one opened O_RDONLY fails (EBADF; EINVAL for
 * ftruncate), a directory cannot be written, nor the wrong end of a pipe.
 */
#include <fcntl.h>

#include "check.h"

#define NAME "/tmp/access_modes"

int
main(void)
{
	char c = 'x';
	int reader, writer, dir, ends[2];

	writer = open(NAME, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	reader = open(NAME, O_RDONLY);
	dir = open("/tmp", O_RDONLY);
	CHECK_EQ(pipe(ends), 0);
	CHECK_EQ(write(writer, &c, 1), 1);
	CHECK_ERRNO(read(writer, &c, 1), EBADF);
	CHECK_ERRNO(write(reader, &c, 1), EBADF);
	CHECK_ERRNO(write(reader, &c, 0), EBADF);
	CHECK_ERRNO(ftruncate(reader, 0), EINVAL);
	CHECK_ERRNO(write(dir, &c, 1), EBADF);
	CHECK_ERRNO(ftruncate(dir, 0), EINVAL);
	CHECK_ERRNO(write(ends[0], &c, 1), EBADF);
	CHECK_ERRNO(read(ends[1], &c, 1), EBADF);
	CHECK_EQ(read(reader, &c, 1), 1);
	CHECK_EQ(c, 'x');
	CHECK_EQ(close(reader) + close(writer) + close(dir), 0);
	CHECK_EQ(unlink(NAME), 0);
	return 0;
}
