/* Requests to the terminal that have no function of their own. */
#ifndef _SYS_IOCTL_H
#define _SYS_IOCTL_H

#include "abi/termios.h"

/* One argument, of the type that abi/termios.h says. 0, or -1 with errno. */
int ioctl(int fd, unsigned long request, ...);

#endif
