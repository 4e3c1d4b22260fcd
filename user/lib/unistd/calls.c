/*
 * Functions of <unistd.h>, <fcntl.h> and <sys/wait.h> that are little more
 * than a system call by another name or with other arguments.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sys.h"

#define PAGE_BYTES       4096
#define TICKS_PER_SECOND 100

int
open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list ap;

	if (flags & O_CREAT) {
		va_start(ap, flags);
		mode = va_arg(ap, mode_t);
		va_end(ap);
	}
	return __sys_open(path, flags, mode);
}

int
creat(const char *path, mode_t mode)
{
	return __sys_open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

int
fcntl(int fd, int command, ...)
{
	va_list ap;
	int argument = 0;

	va_start(ap, command);
	if (command == F_DUPFD || command == F_SETFD || command == F_SETFL)
		argument = va_arg(ap, int);
	va_end(ap);
	return __sys_fcntl(fd, command, argument);
}

pid_t
wait(int *status)
{
	return __sys_waitpid(-1, status, 0);
}

pid_t
getpgrp(void)
{
	return __sys_getpgid(0);
}

int
truncate(const char *path, off_t size)
{
	int fd = __sys_open(path, O_WRONLY, 0);
	int result, error;

	if (fd < 0)
		return -1;
	result = __sys_ftruncate(fd, size);
	error = errno;
	__sys_close(fd);
	errno = error;
	return result;
}

/* The mode bits say what the kernel lets everybody do. */
int
access(const char *path, int mode)
{
	struct stat st;

	if (mode & ~(R_OK | W_OK | X_OK)) {
		errno = EINVAL;
		return -1;
	}
	if (__sys_stat(path, &st) != 0)
		return -1;
	if ((st.st_mode & (mode_t)mode) == (mode_t)mode)
		return 0;
	errno = EACCES;
	return -1;
}

_Static_assert(R_OK == S_IROTH && W_OK == S_IWOTH && X_OK == S_IXOTH,
	       "access() compares them");

char *
getcwd(char *buf, size_t size)
{
	char path[PATH_MAX], *p;
	ssize_t n;

	if (buf != NULL && size == 0) {
		errno = EINVAL;
		return NULL;
	}
	if (buf != NULL)
		return __sys_getcwd(buf, size) < 0 ? NULL : buf;
	n = __sys_getcwd(path, sizeof(path));
	if (n < 0)
		return NULL;
	p = malloc(size > (size_t)n ? size : (size_t)n);
	for (ssize_t i = 0; p != NULL && i < n; i++)
		p[i] = path[i];
	return p;
}

static long
processors(void)
{
	struct sysinfo info;

	return __sys_sysinfo(&info) == 0 ? (long)info.nharts : -1;
}

long
sysconf(int name)
{
	switch (name) {
	case _SC_ARG_MAX:
		return ARG_MAX;
	case _SC_OPEN_MAX:
		return OPEN_MAX;
	case _SC_PAGESIZE:
		return PAGE_BYTES;
	case _SC_NPROCESSORS_ONLN:
		return processors();
	case _SC_CLK_TCK:
		return TICKS_PER_SECOND;
	}
	errno = EINVAL;
	return -1;
}
