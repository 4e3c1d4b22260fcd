/*
 * The console: a terminal on the serial port, with a line discipline.
 *
 * Input is collected into lines with echo; Backspace, ^U and ^W edit, ^D ends
 * a line without a newline (an empty one reads as end of file). ^C and ^\
 * send a signal to the foreground process group, ^P asks for a dump.
 */
#pragma once

#include "abi/types.h"
#include "lib/segment.h"

/*
 * Starts the console; from now on kprint() goes there. `signal_group` and
 * `dump` are what the keys reach in the layers above, called in an interrupt
 * with no lock held; `echo`: what is typed is shown.
 */
void console_init(void (*signal_group)(pid_t group, int signal),
		  void (*dump)(void), bool echo);

/* Device operations: fs/device.h. A read gives one line, or a part of it when
   it has less room; both sleep, both end with -EINTR when killed. */
ssize_t console_read(struct segments *to);
ssize_t console_write(struct segments *from);

/* The group that ^C goes to; 0: nobody, ^C only ends the line. */
extern pid_t console_foreground;
