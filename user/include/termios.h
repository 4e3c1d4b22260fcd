/* Settings of the terminal (POSIX); abi/termios.h says what each does. */
#ifndef _TERMIOS_H
#define _TERMIOS_H

#include <sys/types.h>

#include "abi/termios.h"

/* 0, or -1 with errno: ENOTTY for what is no terminal. */
int tcgetattr(int fd, struct termios *to);

/* `when`: TCSANOW, TCSADRAIN (what was written is out), TCSAFLUSH (and what
   was typed is dropped). */
int tcsetattr(int fd, int when, const struct termios *from);

/* Every byte as it comes, unchanged, and without echo. */
void cfmakeraw(struct termios *t);

#endif
