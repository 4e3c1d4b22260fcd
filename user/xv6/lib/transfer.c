/*
 * Reading and writing, with what xv6 makes of a pipe that nobody reads, of a
 * buffer that is not all there, and of a file that became shorter.
 */
#include "descriptor.h"
#include "memory.h"
#include "sys.h"
#include "user/user.h"

enum kind { KIND_NONE, KIND_FILE, KIND_PIPE, KIND_DEVICE };

/* What `fd` is; a directory counts as a file. *left: bytes from its position
   to its end, negative when somebody else has cut it. */
static enum kind
inspect(int fd, long *left)
{
	long at = sys_call(KERNEL_lseek, fd, 0, KERNEL_POSITION);
	struct kernel_stat known;

	if (sys_call(KERNEL_fstat, fd, PTR(&known), 0) < 0)
		return KIND_NONE;
	*left = known.st_size - at;
	return at >= 0 ? KIND_FILE :
	       S_ISFIFO(known.st_mode) ? KIND_PIPE : KIND_DEVICE;
}

/* Of a read that gave less than it was asked for: was it the buffer's memory
   that ended and not the file? */
static int
was_cut(int fd, const char *rest, int n)
{
	long left;

	return memory_extent(rest) < (uint64)n &&
	       inspect(fd, &left) == KIND_FILE && left > 0;
}

int
read(int fd, void *buf, int n)
{
	long got;

	if (!descriptor_is_visible(fd) || n < 0 ||
	    (n > 0 && memory_is_foreign(buf)))
		return -1;
	got = sys_call(KERNEL_read, fd, PTR(buf), n);
	if (got >= 0 && got < n && was_cut(fd, (char *)buf + got, n - (int)got))
		return -1;
	return answer(got);
}

/* A file takes all or it is an error; nothing leaves a hole. */
static int
write_file(int fd, const void *buf, int n)
{
	return sys_call(KERNEL_write, fd, PTR(buf), n) == n ? n : -1;
}

/* A pipe takes what of the buffer is memory; all of that or, when nobody reads
   the rest, it is an error. */
static int
write_pipe(int fd, const void *buf, int n)
{
	uint64 extent = memory_extent(buf);
	long size = extent < (uint64)n ? (long)extent : n;

	if (size == 0)
		return n == 0 ? 0 : -1;
	return sys_call(KERNEL_write, fd, PTR(buf), size) == size ?
	       (int)size : -1;
}

int
write(int fd, const void *buf, int n)
{
	long left;

	if (!descriptor_is_visible(fd) || n < 0 ||
	    (n > 0 && memory_is_foreign(buf)))
		return -1;
	switch (inspect(fd, &left)) {
	case KIND_FILE:
		return left < 0 ? -1 : write_file(fd, buf, n);
	case KIND_PIPE:
		return write_pipe(fd, buf, n);
	case KIND_DEVICE:
		return answer(sys_call(KERNEL_write, fd, PTR(buf), n));
	default:
		return -1;
	}
}

int
pipe(int *fds)
{
	int ends[2], reader, writer;

	if (!memory_writable(fds, sizeof(ends)) ||
	    sys_call(KERNEL_pipe, PTR(ends), 0, 0) < 0)
		return -1;
	reader = descriptor_take(ends[0]);
	writer = descriptor_take(ends[1]);
	if (writer < 0) {
		close(reader);
		return -1;
	}
	fds[0] = reader;
	fds[1] = writer;
	return 0;
}
