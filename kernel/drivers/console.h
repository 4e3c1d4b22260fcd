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

/* What the keys reach in the layers above. Called in an interrupt, with no
   lock held. */
struct console_hooks {
	void (*signal_group)(pid_t group, int signal);
	void (*dump)(void);
};

/* Starts the console; from now on kprint() goes there. */
void console_init(const struct console_hooks *hooks);

/* Whether what is typed is shown: as it is, until this says otherwise. */
void console_set_echo(bool on);

/* Device operations: fs/device.h. A read gives one line, or a part of it when
   it has less room; both sleep, both end with -EINTR when killed. */
ssize_t console_read(struct segments *to);
ssize_t console_write(struct segments *from);

/* The group that ^C goes to; 0: nobody, ^C only ends the line. */
extern pid_t console_foreground;
