/*
 * The kernel's part in the tests of the C library: system calls by the names
 * that the library uses, done by the host's. Compiled against Sprout's
 * headers, linked against the host's library; so only calls whose types are
 * the same in both are made here.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "sys.h"

#define HEAP_SIZE      (256ul << 20)
#define HOST_O_CREAT   0100
#define HOST_O_EXCL    0200
#define HOST_O_TRUNC   01000
#define HOST_O_APPEND  02000

static char heap[HEAP_SIZE] __attribute__((aligned(4096)));
static char *break_now = heap;

/* The host's errno has another name there. */
extern int *__errno_location(void);

static long
result(long r)
{
	if (r < 0)
		errno = *__errno_location();
	return r;
}

ssize_t
__sys_read(int fd, void *buf, size_t n)
{
	return result(read(fd, buf, n));
}

ssize_t
__sys_write(int fd, const void *buf, size_t n)
{
	return result(write(fd, buf, n));
}

off_t
__sys_lseek(int fd, off_t offset, int whence)
{
	return result(lseek(fd, offset, whence));
}

int
__sys_close(int fd)
{
	return (int)result(close(fd));
}

int
__sys_dup2(int fd, int newfd)
{
	return (int)result(dup2(fd, newfd));
}

int
__sys_unlink(const char *path)
{
	return (int)result(unlink(path));
}

int
__sys_rmdir(const char *path)
{
	return (int)result(rmdir(path));
}

int
__sys_open(const char *path, int flags, mode_t mode)
{
	int host = flags & O_ACCMODE;

	host |= flags & O_CREAT ? HOST_O_CREAT : 0;
	host |= flags & O_EXCL ? HOST_O_EXCL : 0;
	host |= flags & O_TRUNC ? HOST_O_TRUNC : 0;
	host |= flags & O_APPEND ? HOST_O_APPEND : 0;
	return (int)result(open(path, host, mode));
}

int
__sys_fcntl(int fd, int command, long argument)
{
	(void)argument;
	if (command != F_GETFL) {
		errno = EINVAL;
		return -1;
	}
	return (int)result(fcntl(fd, command)) & O_ACCMODE;
}

int
__sys_fstat(int fd, struct stat *st)
{
	*st = (struct stat){ .st_mode = isatty(fd) ? S_IFCHR : S_IFREG };
	return 0;
}

/* Whether there is such a file is all that is asked here. */
int
__sys_stat(const char *path, struct stat *st)
{
	*st = (struct stat){ .st_mode = S_IFREG };
	return (int)result(access(path, F_OK));
}

int
__sys_mkdir(const char *path, mode_t mode)
{
	return (int)result(mkdir(path, mode));
}

/* Cleared when given again, as the kernel does it. */
void *
__sys_sbrk(long increment)
{
	char *old = break_now;

	if (increment > heap + HEAP_SIZE - break_now ||
	    increment < heap - break_now) {
		errno = ENOMEM;
		return (void *)-1;
	}
	break_now += increment;
	for (char *p = break_now; p < old; p++)
		*p = 0;
	return old;
}

pid_t
__sys_getpid(void)
{
	return getpid();
}

int
__sys_kill(pid_t pid, int sig)
{
	return (int)result(kill(pid, sig));
}

/* No test here asks for actions. */
int
__sys_sigignore(int sig, int how)
{
	(void)sig;
	(void)how;
	errno = ENOSYS;
	return -1;
}

int
__sys_clock_gettime(clockid_t clock, struct timespec *now)
{
	return (int)result(clock_gettime(clock, now));
}

_Noreturn void
__sys__exit(int status)
{
	_exit(status);
}
