/*
 * Programs that show the same kind of thing again and again: top and watch.
 * Each picture is rows of text, cut to the terminal's size; between pictures
 * keys are taken: q ends, space does not wait, ^Z and ^C do what they commonly
 * do.
 */
#ifndef BIN_DISPLAY_H
#define BIN_DISPLAY_H

#include <time.h>

#include "duration.h"
#include "screen.h"
#include "terminal.h"

static struct {
	bool keys;                 /* standard input is the terminal, too */
	int rows, columns, row;
	struct line line;
} display;

/* False when standard output is no terminal: there is nothing to draw on. */
static inline bool display_open(void)
{
	if (!isatty(STDOUT_FILENO))
		return false;
	display.keys = terminal_open(STDIN_FILENO);
	return display.keys || terminal_open(STDOUT_FILENO);
}

/* The last row is left to the cursor. */
static inline void display_begin(void)
{
	terminal_size(&display.rows, &display.columns);
	screen_begin(display.rows, display.columns);
	display.row = 0;
}

static inline bool display_is_full(void)
{
	return display.row >= display.rows - 1;
}

/* The next row, without a newline. */
static inline void display_row(const char *text, size_t n)
{
	if (display_is_full())
		return;
	line_clear(&display.line);
	line_add_text(&display.line, text, n, display.columns);
	screen_row(display.row++, &display.line);
}

/* Sends the picture. */
static inline void display_end(void)
{
	while (!display_is_full())
		display_row("", 0);
	line_clear(&display.line);
	screen_row(display.rows - 1, &display.line);
	if (!screen_end(terminal.fd, display.rows - 1, 0)) {
		tool_error("terminal");
		exit(tool.status);
	}
}

/* Takes a key; `*over` when there is no need to wait any longer. False when
   it ends the program. */
static inline bool display_key(int key, bool *over)
{
	*over = key != KEY_NONE;
	switch (key) {
	case 'q': case 'Q': case KEY_GONE:
		return false;
	case CONTROL('C'):
		terminal_interrupt();
	case CONTROL('Z'):
		terminal_stop();
		screen_forget();
		return true;
	case CONTROL('L'):
		screen_forget();
		return true;
	default:
		*over = key == ' ';
		return true;
	}
}

/* Tenths of a second until then, rounded up; no more than can be waited. */
static inline int display_tenths(const struct timespec *end)
{
	enum { TENTH_NS = DURATION_NS / DURATION_DECIMAL };
	struct timespec now;
	long tenths;

	clock_gettime(CLOCK_MONOTONIC, &now);
	tenths = (end->tv_sec - now.tv_sec) * DURATION_DECIMAL +
		 (end->tv_nsec - now.tv_nsec + TENTH_NS - 1) / TENTH_NS;
	if (end->tv_sec - now.tv_sec > TERMINAL_TENTHS_MAX ||
	    tenths > TERMINAL_TENTHS_MAX)
		return TERMINAL_TENTHS_MAX;
	return tenths > 0 ? (int)tenths : 0;
}

/*
 * Waits until the next picture is due; false when there is to be none. A
 * program that is in raw mode stays in it: then it cannot be stopped where it
 * does not learn of it, and what is on the screen is always known.
 */
static inline bool display_wait(const struct timespec *pause)
{
	struct timespec end;
	bool over = false, go_on = true, raw = terminal.raw;

	if (!display.keys) {
		nanosleep(pause, NULL);
		return true;
	}
	clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_sec += pause->tv_sec;
	end.tv_nsec += pause->tv_nsec;
	if (!raw)
		terminal_raw();
	while (go_on && !over && display_tenths(&end) > 0)
		go_on = display_key(terminal_key(display_tenths(&end)), &over);
	if (!raw)
		terminal_cooked();
	return go_on;
}

#endif
