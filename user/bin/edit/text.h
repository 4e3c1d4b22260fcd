/*
 * The text being edited: bytes, and a gap that is moved to where the changes
 * are. See text.c for why.
 */
#ifndef EDIT_TEXT_H
#define EDIT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Zeros are an empty text. */
struct text {
	char *bytes;           /* size + gap_size of them           */
	size_t size;           /* the gap not counted               */
	size_t gap, gap_size;  /* it lies before byte `gap`         */
	size_t newlines;
};

static inline char
text_at(const struct text *t, size_t at)
{
	return t->bytes[at < t->gap ? at : at + t->gap_size];
}

/* False when there is no memory; then nothing has changed. */
bool text_insert(struct text *t, size_t at, const char *bytes, size_t n);

void text_remove(struct text *t, size_t at, size_t n);

/* Copies out up to n bytes from `at` on; how many there were. */
size_t text_copy(const struct text *t, size_t at, size_t n, char *to);

/* Where the line that has byte `at` begins, and where its newline is. */
size_t text_line_start(const struct text *t, size_t at);
size_t text_line_end(const struct text *t, size_t at);

/* How many newlines there are in [from, to). */
size_t text_count_lines(const struct text *t, size_t from, size_t to);

/* The first place not before `from` that has these n > 0 bytes. False if
   there is none. */
bool text_find(struct text *t, const char *bytes, size_t n, size_t from,
	       size_t *found);

/* Reads up to n bytes to the end of the text: how many, or -1 with errno. */
ssize_t text_read(struct text *t, int fd, size_t n);

/* Writes all of it; false with errno. */
bool text_write(const struct text *t, int fd);

void text_free(struct text *t);

#endif
