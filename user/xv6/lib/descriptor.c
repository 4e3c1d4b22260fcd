/*
 * Opening, copying and closing descriptors: see descriptor.h.
 */
#include "descriptor.h"
#include "path.h"

#include "kernel/fcntl.h"
#include "user/user.h"

/* The number of a pipe that was made here, negative for the end that writes;
   0 is what else there is. */
static int pipe_of[NOFILE];

int
descriptor_is_visible(int fd)
{
	return fd >= 0 && fd < NOFILE;
}

int
descriptor_take(long fd)
{
	if (fd < 0)
		return -1;
	if (fd >= NOFILE) {
		sys_call(KERNEL_close, fd, 0, 0);
		return -1;
	}
	pipe_of[fd] = 0;
	return (int)fd;
}

void
descriptor_pair(int reader, int writer)
{
	static int last;

	pipe_of[reader] = ++last;
	pipe_of[writer] = -last;
}

int
descriptor_is_read(int writer)
{
	for (int fd = 0; fd < NOFILE; fd++)
		if (pipe_of[fd] > 0 && pipe_of[fd] == -pipe_of[writer])
			return 1;
	return 0;
}

/* xv6's flags to the kernel's. Writing alone wins over both; bits that xv6
   does not know do nothing there. */
static int
translate(int flags)
{
	int result = flags & O_WRONLY ? KERNEL_WRITE_ONLY :
		     flags & O_RDWR ? KERNEL_READ_WRITE : KERNEL_READ_ONLY;

	if (flags & O_CREATE)
		result |= KERNEL_CREATE;
	if (flags & O_TRUNC)
		result |= KERNEL_TRUNCATE;
	return result;
}

/* On xv6 a file is cut also when it is opened only to be read. */
static long
cut_first(const char *path, int flags)
{
	long fd = path_call(KERNEL_open, path,
			    translate(flags | O_WRONLY), 0666);

	if (fd < 0)
		return fd;
	sys_call(KERNEL_close, fd, 0, 0);
	return path_call(KERNEL_open, path, KERNEL_READ_ONLY, 0);
}

int
open(const char *path, int flags)
{
	if (flags & O_TRUNC && !(flags & (O_WRONLY | O_RDWR)))
		return descriptor_take(cut_first(path, flags));
	return descriptor_take(path_call(KERNEL_open, path, translate(flags),
					 0666));
}

int
dup(int fd)
{
	int copy;

	if (!descriptor_is_visible(fd))
		return -1;
	copy = descriptor_take(sys_call(KERNEL_dup, fd, 0, 0));
	if (copy >= 0)
		pipe_of[copy] = pipe_of[fd];
	return copy;
}

int
close(int fd)
{
	if (!descriptor_is_visible(fd))
		return -1;
	pipe_of[fd] = 0;
	return answer(sys_call(KERNEL_close, fd, 0, 0));
}
