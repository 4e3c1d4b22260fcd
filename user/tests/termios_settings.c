/*
 * tcsetattr() keeps every setting that tcgetattr() then gives back, and the
 * window's size stays as it was said; what is no terminal is ENOTTY, and bad
 * pointers are EFAULT.
 */
#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>

#include "check.h"

int
main(void)
{
	int console = open("/dev/console", O_RDWR);
	int null = open("/dev/null", O_RDWR);
	struct winsize said = { 50, 132, 0, 0 }, size, before;
	struct termios old, raw, now;

	CHECK_EQ(tcgetattr(console, &old), 0);
	CHECK(old.c_lflag & ICANON);
	CHECK_EQ(old.c_cc[VINTR], 'C' - '@');
	raw = old;
	cfmakeraw(&raw);
	CHECK(!(raw.c_lflag & (ICANON | ECHO | ISIG)));
	CHECK_EQ(tcsetattr(console, TCSADRAIN, &raw), 0);
	CHECK_EQ(tcgetattr(console, &now), 0);
	CHECK_EQ(tcsetattr(console, TCSAFLUSH, &old), 0);
	CHECK_EQ(memcmp(&now, &raw, sizeof(now)), 0);
	CHECK_EQ(ioctl(console, TIOCGWINSZ, &before), 0);
	CHECK_EQ(ioctl(console, TIOCSWINSZ, &said), 0);
	CHECK_EQ(ioctl(console, TIOCGWINSZ, &size), 0);
	CHECK_EQ(ioctl(console, TIOCSWINSZ, &before), 0);
	CHECK_EQ(size.ws_row, said.ws_row);
	CHECK_EQ(size.ws_col, said.ws_col);
	CHECK_ERRNO(tcgetattr(null, &now), ENOTTY);
	CHECK_ERRNO(tcsetattr(null, TCSANOW, &old), ENOTTY);
	CHECK_ERRNO(tcsetattr(console, TCSAFLUSH + 1, &old), EINVAL);
	CHECK_ERRNO(ioctl(console, 1, NULL), EINVAL);
	CHECK_ERRNO(ioctl(console, TCGETS, NULL), EFAULT);
	CHECK_ERRNO(ioctl(console, TCSETS, NULL), EFAULT);
	CHECK_ERRNO(ioctl(console, TIOCSPGRP, NULL), EFAULT);
	return 0;
}
