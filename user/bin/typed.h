/*
 * A line of text that is typed key by key in raw mode: what to look for, for
 * example. Escape, ^C and ^Q refuse to give one.
 */
#ifndef BIN_TYPED_H
#define BIN_TYPED_H

#include "cells.h"
#include "terminal.h"

enum typed_state { TYPED_MORE, TYPED_DONE, TYPED_REFUSED };

struct typed {
	char *text;                /* ends with a NUL; NULL: nothing yet  */
	size_t n, capacity;
};

static inline bool typed_is_refusal(int key)
{
	return key == KEY_ESCAPE || key == CONTROL('C') ||
	       key == CONTROL('Q') || key == KEY_GONE;
}

static inline void typed_append(struct typed *t, char c)
{
	if (t->capacity - t->n < sizeof("x")) {
		t->capacity = 2 * t->capacity + CELLS_SHOWN_MAX;
		t->text = tool_realloc(t->text, t->capacity);
	}
	t->text[t->n++] = c;
	t->text[t->n] = '\0';
}

/* The last character goes, and with it all its bytes. */
static inline void typed_erase(struct typed *t)
{
	enum { TRAIL = 0x80, TRAIL_MASK = 0xc0 };

	while (t->n > 1 &&
	       ((unsigned char)t->text[t->n - 1] & TRAIL_MASK) == TRAIL)
		t->n--;
	if (t->n > 0)
		t->text[--t->n] = '\0';
}

static inline enum typed_state typed_key(struct typed *t, int key)
{
	if (typed_is_refusal(key))
		return TYPED_REFUSED;
	if (key == KEY_ENTER || key == '\n')
		return TYPED_DONE;
	if (key == KEY_BACKSPACE || key == CONTROL('H'))
		typed_erase(t);
	else if (key == '\t' || (key >= ' ' && key < KEY_NONE))
		typed_append(t, (char)key);
	return TYPED_MORE;
}

#endif
