/*
 * The line that is being edited: bytes and a cursor. Steps are characters as a
 * terminal shows them: of UTF-8, with what sits on them.
 */
#ifndef SH_INPUT_H
#define SH_INPUT_H

#include <stdbool.h>

#include "mem.h"

struct input {
	struct buf text;           /* s is never NULL                       */
	size_t at;                 /* the cursor, before this byte          */
	struct buf killed;         /* what ^Y brings back                   */
};

void input_init(struct input *in);
void input_free(struct input *in);

/* Replaces all of it; the cursor is behind it. */
void input_set(struct input *in, const char *text);

void input_insert(struct input *in, const char *bytes, size_t n);

/* Removes [from, to), which the cursor is in or beside, and stands there. */
void input_remove(struct input *in, size_t from, size_t to);

/* The same, to be brought back by ^Y. */
void input_kill(struct input *in, size_t from, size_t to);

/* Places: one character and one word away from the cursor, and, going left,
   one blank-separated word. At the ends they are where the cursor is. */
size_t input_left(const struct input *in);
size_t input_right(const struct input *in);
size_t input_word_left(const struct input *in);
size_t input_word_right(const struct input *in);
size_t input_field_left(const struct input *in);

#endif
