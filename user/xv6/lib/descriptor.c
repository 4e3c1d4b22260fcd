/*
 * Opening, copying and closing descriptors: see descriptor.h.
 */
#include "descriptor.h"
#include "path.h"

#include "kernel/fcntl.h"
#include "user/user.h"

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
	return (int)fd;
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
	return descriptor_is_visible(fd) ?
	       descriptor_take(sys_call(KERNEL_dup, fd, 0, 0)) : -1;
}

int
close(int fd)
{
	if (!descriptor_is_visible(fd))
		return -1;
	return answer(sys_call(KERNEL_close, fd, 0, 0));
}
