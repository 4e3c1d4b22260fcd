/*
 * How a prompt and the line behind it look on the terminal, over as many rows
 * as they need.
 */
#ifndef SH_DISPLAY_H
#define SH_DISPLAY_H

#include "input.h"

/* A new prompt, in the row where the cursor is, on a terminal so wide. */
void display_begin(const char *prompt, int columns);

/* Shows the line as it is now; writes what is different. */
void display_draw(const struct input *in);

/* Leaves the line as it is: what is written next stands below it. */
void display_end(const struct input *in);

/* The line is to be drawn anew, in the row where the cursor is, or at the top
   of a cleared screen. */
void display_anew(void);
void display_clear(void);

/* Writes text as it is. */
void display_write(const char *bytes, size_t n);

#endif
