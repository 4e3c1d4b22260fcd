/*
 * The terminal, for programs that fill its screen and take single keys.
 *
 * terminal_open() and terminal_raw() come first; however the program exits,
 * the settings are put back. In raw mode ^C and ^Z are keys as any other:
 * terminal_stop() and terminal_interrupt() do what they commonly do.
 */
#ifndef BIN_TERMINAL_H
#define BIN_TERMINAL_H

#include <limits.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>

#include "tool.h"

#define CONTROL(letter) ((letter) & 0x1f)

enum {
	TERMINAL_ROWS = 24,        /* when it does not tell its size     */
	TERMINAL_COLUMNS = 80,
	TERMINAL_ROWS_MIN = 3,
	TERMINAL_COLUMNS_MIN = 10,
	TERMINAL_ESCAPE_TENTHS = 1, /* from an escape to what belongs to it */
	TERMINAL_TENTHS_MAX = 255,
	TERMINAL_INPUT = 1024,
	TERMINAL_CTRL = 5,         /* a sequence's second number: ctrl held */
};

/* What terminal_key() gives besides bytes. */
enum {
	KEY_NONE = 256,            /* the time is up                      */
	KEY_GONE,                  /* there is no terminal any more       */
	KEY_UP, KEY_DOWN, KEY_RIGHT, KEY_LEFT, KEY_HOME, KEY_END,
	KEY_TOP, KEY_BOTTOM,       /* Home and End with control           */
	KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_DELETE, KEY_UNKNOWN,
	KEY_ESCAPE = '\033',
	KEY_ENTER = '\r',
	KEY_BACKSPACE = 0x7f,
};

/* Weak: one for all the files of a program. */
struct terminal_state {
	int fd;
	bool raw;
	struct termios before, now;
	unsigned char in[TERMINAL_INPUT];
	size_t in_size;            /* bytes read at once; 0: all there are */
	ssize_t n, at;             /* [at, n) of it are still to be taken */
} terminal __attribute__((weak));

/* False, errno set, when it is no terminal. */
static inline bool terminal_open(int fd)
{
	terminal.fd = fd;
	return tcgetattr(fd, &terminal.before) == 0;
}

static inline void terminal_cooked(void)
{
	if (terminal.raw)
		tcsetattr(terminal.fd, TCSADRAIN, &terminal.before);
	terminal.raw = false;
}

static inline void terminal_raw(void)
{
	static bool registered;

	tcgetattr(terminal.fd, &terminal.before);
	terminal.now = terminal.before;
	cfmakeraw(&terminal.now);
	tcsetattr(terminal.fd, TCSADRAIN, &terminal.now);
	terminal.raw = true;
	if (!registered)
		atexit(terminal_cooked);
	registered = true;
}

/* Stops the program's group, as ^Z does; returns when it is in front again. */
static inline void terminal_stop(void)
{
	terminal_cooked();
	do
		kill(0, SIGTSTP);
	while (tcgetpgrp(terminal.fd) != getpgrp());
	terminal_raw();
}

/* Ends the program's group, as ^C does. */
static inline void __attribute__((noreturn)) terminal_interrupt(void)
{
	terminal_cooked();
	kill(0, SIGINT);
	exit(TOOL_FAILED);
}

/* Whole rows and columns; never so few that nothing can be shown. */
static inline void terminal_size(int *rows, int *columns)
{
	struct winsize size = { 0 };

	if (ioctl(terminal.fd, TIOCGWINSZ, &size) < 0)
		size = (struct winsize){ 0 };
	*rows = size.ws_row > 0 ? size.ws_row : TERMINAL_ROWS;
	*columns = size.ws_col > 0 ? size.ws_col : TERMINAL_COLUMNS;
	if (*rows < TERMINAL_ROWS_MIN)
		*rows = TERMINAL_ROWS_MIN;
	if (*columns < TERMINAL_COLUMNS_MIN)
		*columns = TERMINAL_COLUMNS_MIN;
}

/* Is there a key already, so that it need not be waited for? */
static inline bool terminal_has_key(void)
{
	return terminal.at < terminal.n;
}

/* Reads are to wait for a byte, or (tenths >= 0) no longer than that. */
static inline void terminal_patience(int tenths)
{
	cc_t min = tenths < 0, time = tenths < 0 ? 0 : (cc_t)tenths;

	if (terminal.now.c_cc[VMIN] == min && terminal.now.c_cc[VTIME] == time)
		return;
	terminal.now.c_cc[VMIN] = min;
	terminal.now.c_cc[VTIME] = time;
	tcsetattr(terminal.fd, TCSANOW, &terminal.now);
}

static inline int terminal_byte(int tenths)
{
	if (!terminal_has_key()) {
		terminal_patience(tenths);
		do
			terminal.n = read(terminal.fd, terminal.in,
					  terminal.in_size > 0 ?
					  terminal.in_size :
					  sizeof(terminal.in));
		while (terminal.n < 0 && errno == EINTR);
		terminal.at = 0;
		if (terminal.n < 0 || (terminal.n == 0 && tenths < 0))
			return KEY_GONE;
		if (terminal.n == 0)
			return KEY_NONE;
	}
	return terminal.in[terminal.at++];
}

/* What the sequence ESC [ number ; modifier final stands for. */
static inline int terminal_sequence(int final, int number, int modifier)
{
	bool ctrl = modifier == TERMINAL_CTRL;

	switch (final) {
	case 'A': return KEY_UP;
	case 'B': return KEY_DOWN;
	case 'C': return KEY_RIGHT;
	case 'D': return KEY_LEFT;
	case 'H': return ctrl ? KEY_TOP : KEY_HOME;
	case 'F': return ctrl ? KEY_BOTTOM : KEY_END;
	case '~': break;
	default:  return KEY_UNKNOWN;
	}
	switch (number) {
	case 1: case 7: return ctrl ? KEY_TOP : KEY_HOME;
	case 4: case 8: return ctrl ? KEY_BOTTOM : KEY_END;
	case 3: return KEY_DELETE;
	case 5: return KEY_PAGE_UP;
	case 6: return KEY_PAGE_DOWN;
	default: return KEY_UNKNOWN;
	}
}

/* An escape has come: alone, or as the head of a sequence? */
static inline int terminal_escape(void)
{
	int numbers[] = { 0, 0 }, which = 0;
	int c = terminal_byte(TERMINAL_ESCAPE_TENTHS);

	if (c == KEY_NONE || c == KEY_GONE)
		return KEY_ESCAPE;
	if (c != '[' && c != 'O') {
		terminal.at--;
		return KEY_ESCAPE;
	}
	for (;;) {
		c = terminal_byte(TERMINAL_ESCAPE_TENTHS);
		if (c == ';')
			which = 1;
		else if (c >= '0' && c <= '9')
			numbers[which] = (numbers[which] * TOOL_DECIMAL +
					  c - '0') & UCHAR_MAX;
		else
			return terminal_sequence(c, numbers[0], numbers[1]);
	}
}

/*
 * The next key: a byte, or KEY_... for the others. Waits for ever, or at most
 * so many tenths of a second (up to TERMINAL_TENTHS_MAX).
 */
static inline int terminal_key(int tenths)
{
	int c = terminal_byte(tenths);

	return c == KEY_ESCAPE ? terminal_escape() : c;
}

#endif
