/*
 * The terminal: everything is one request of ioctl() or another.
 */
#include <errno.h>
#include <stdarg.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "sys.h"

int
ioctl(int fd, unsigned long request, ...)
{
	va_list args;
	void *argument;

	va_start(args, request);
	argument = va_arg(args, void *);
	va_end(args);
	return __sys_ioctl(fd, request, argument);
}

int
tcgetattr(int fd, struct termios *to)
{
	return __sys_ioctl(fd, TCGETS, to);
}

int
tcsetattr(int fd, int when, const struct termios *from)
{
	if (when >= TCSANOW && when <= TCSAFLUSH)
		return __sys_ioctl(fd, TCSETS + (unsigned long)when,
				   (void *)(unsigned long)from);
	errno = EINVAL;
	return -1;
}

void
cfmakeraw(struct termios *t)
{
	t->c_iflag &= ~(tcflag_t)(BRKINT | INPCK | ISTRIP | ICRNL | IXON);
	t->c_oflag &= ~(tcflag_t)OPOST;
	t->c_cflag = (t->c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8;
	t->c_lflag &= ~(tcflag_t)(ECHO | ICANON | IEXTEN | ISIG);
	t->c_cc[VMIN] = 1;
	t->c_cc[VTIME] = 0;
}

pid_t
tcgetpgrp(int fd)
{
	pid_t group;

	return __sys_ioctl(fd, TIOCGPGRP, &group) == 0 ? group : -1;
}

int
tcsetpgrp(int fd, pid_t group)
{
	return __sys_ioctl(fd, TIOCSPGRP, &group);
}

int
isatty(int fd)
{
	return tcgetpgrp(fd) >= 0;
}
