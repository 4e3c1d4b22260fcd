/*
 * A screen that is drawn again and again without flicker: what each row shows
 * is remembered, only rows that change are sent, and all of them at once with
 * the cursor hidden meanwhile. On a serial line that is the difference between
 * one row and a page for each key.
 */
#ifndef BIN_SCREEN_H
#define BIN_SCREEN_H

#include "cells.h"

#define SCREEN_HIDE   "\033[?25l"
#define SCREEN_SHOW   "\033[?25h"
#define SCREEN_CLEAR  "\033[H\033[J"
#define SCREEN_ERASE  "\033[K"     /* from the cursor to the row's end */

/* Weak: one for all the files of a program. */
struct screen_state {
	int rows, columns;
	struct line *shown;        /* what the terminal has in each row */
	struct line out;           /* what is to be sent                */
	bool known;                /* is `shown` true?                  */
} screen __attribute__((weak));

static inline void screen_say(const char *text)
{
	line_add(&screen.out, text, strlen(text), 0);
}

/* Something else has written on the terminal: draws all of it next time. */
static inline void screen_forget(void)
{
	screen.known = false;
}

/* Begins a picture of this size. */
static inline void screen_begin(int rows, int columns)
{
	line_clear(&screen.out);
	screen_say(SCREEN_HIDE);
	if (rows != screen.rows || columns != screen.columns)
		screen.known = false;
	if (screen.known)
		return;
	for (int i = rows; i < screen.rows; i++)
		free(screen.shown[i].bytes);
	screen.shown = tool_realloc(screen.shown,
				    rows * sizeof(*screen.shown));
	for (int i = screen.rows; i < rows; i++)
		screen.shown[i] = (struct line){ NULL, 0, 0, 0 };
	screen.rows = rows;
	screen.columns = columns;
	for (int i = 0; i < rows; i++)
		line_clear(&screen.shown[i]);
	screen_say(SCREEN_CLEAR);
	screen.known = true;
}

static inline void screen_place(int row, int column)
{
	char text[TOOL_DECIMAL * sizeof(int)];

	snprintf(text, sizeof(text), "\033[%d;%dH", row + 1, column + 1);
	screen_say(text);
}

/* Row `row`, from 0, is to show the line. */
static inline void screen_row(int row, const struct line *l)
{
	struct line *shown = &screen.shown[row];

	if (shown->n == l->n &&
	    (l->n == 0 || memcmp(shown->bytes, l->bytes, l->n) == 0))
		return;
	screen_place(row, 0);
	line_add(&screen.out, l->bytes, l->n, 0);
	/* Behind a full row the cursor stands on its last character. */
	if (l->width < screen.columns)
		screen_say(SCREEN_ERASE);
	line_clear(shown);
	line_add(shown, l->bytes, l->n, l->width);
}

/* Sends the picture, the cursor at this place. False, errno set, if it cannot
   be written. */
static inline bool screen_end(int fd, int row, int column)
{
	size_t done = 0;

	screen_place(row, column);
	screen_say(SCREEN_SHOW);
	while (done < screen.out.n) {
		ssize_t n = write(fd, screen.out.bytes + done,
				  screen.out.n - done);

		if (n < 0 && errno != EINTR)
			return false;
		done += n > 0 ? n : 0;
	}
	return true;
}

#endif
