/*
 * The console: a terminal on the serial port, with a line discipline.
 *
 * Input is collected into lines with echo; Backspace, ^U and ^W edit, ^D ends
 * a line without a newline (an empty one reads as end of file). ^C, ^\ and ^Z
 * send a signal to the foreground process group, ^P asks for a dump. All of
 * that is as a struct termios says; in raw mode a byte is read as it came.
 */
#pragma once

#include "abi/termios.h"
#include "abi/types.h"
#include "lib/segment.h"

/* What keys and readers reach in the layers above. No lock is held. */
struct console_hooks {
	void (*signal_group)(pid_t group, int signal);  /* in an interrupt */
	void (*dump)(void);                             /* the same        */
	/* 0 when the caller is of the group that may read (0: all may). Else
	   it is stopped by SIGTTIN: 1 when it goes on, -EINTR when killed;
	   -EIO when it ignores that. */
	int (*turn_away)(pid_t reader);
};

/* Starts the console; from now on kprint() goes there. `echo`: what is typed
   is shown. */
void console_init(const struct console_hooks *hooks, bool echo);

/* Device operations: fs/device.h. A read has room for a byte at least, and
   gives one line, or a part of it when it has less room; both sleep, both end
   with -EINTR when killed. -EIO: the caller is in the background and ignores
   SIGTTIN. */
ssize_t console_read(struct segments *to);
ssize_t console_write(struct segments *from);

/* tcgetattr() and tcsetattr(), TCSANOW and so on. Sleeps; 0 or -EINTR. */
void console_get(struct termios *to);
int console_set(const struct termios *from, int when);

/* The group that ^C goes to, 0: nobody, ^C only ends the line; and the only
   one that may read, 0: all may. */
extern pid_t console_foreground, console_reader;
extern struct winsize console_size;
