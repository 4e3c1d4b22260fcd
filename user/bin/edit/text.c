/*
 * The text is one array with a gap in it. What is typed goes into the gap and
 * what is deleted becomes part of it, so a key costs what it changes; only a
 * change at another place moves the bytes between the two.
 *
 * An array of lines would be as fast, but needs an allocation for each line
 * and copies a line that is megabytes long for each of its characters; a tree
 * or a table of pieces is better when moving some megabytes takes longer than
 * a key may, which it does not. The gap also leaves the text in two pieces
 * that can be searched, counted, read and written as they are.
 *
 * Invariant: bytes[0, gap) and bytes[gap + gap_size, size + gap_size) are the
 * text; newlines counts those in it.
 */
#include "text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { GAP_MIN = 4096 };

/* The bytes from `at` on that lie side by side, and before `end`. */
static const char *
piece(const struct text *t, size_t at, size_t end, size_t *n)
{
	if (at < t->gap) {
		*n = (end < t->gap ? end : t->gap) - at;
		return t->bytes + at;
	}
	*n = end - at;
	return t->bytes + at + t->gap_size;
}

static void
gap_move(struct text *t, size_t to)
{
	if (to < t->gap)
		memmove(t->bytes + to + t->gap_size, t->bytes + to,
			t->gap - to);
	else if (to > t->gap)
		memmove(t->bytes + t->gap, t->bytes + t->gap + t->gap_size,
			to - t->gap);
	t->gap = to;
}

/* Makes the gap at least n bytes large, and more in proportion to the text:
   so growing takes the same time for each byte, however many come. */
static bool
gap_reserve(struct text *t, size_t n)
{
	size_t tail = t->size - t->gap;
	size_t larger = n + t->size / 2 + GAP_MIN;
	char *new;

	if (n <= t->gap_size)
		return true;
	new = realloc(t->bytes, t->size + larger);
	if (new == NULL) {
		larger = n;
		new = realloc(t->bytes, t->size + larger);
	}
	if (new == NULL)
		return false;
	memmove(new + t->gap + larger, new + t->gap + t->gap_size, tail);
	t->bytes = new;
	t->gap_size = larger;
	return true;
}

size_t
text_count_lines(const struct text *t, size_t from, size_t to)
{
	size_t count = 0;

	while (from < to) {
		size_t n;
		const char *p = piece(t, from, to, &n), *end = p + n;

		from += n;
		while ((p = memchr(p, '\n', end - p)) != NULL) {
			count++;
			p++;
		}
	}
	return count;
}

bool
text_insert(struct text *t, size_t at, const char *bytes, size_t n)
{
	if (!gap_reserve(t, n))
		return false;
	gap_move(t, at);
	if (n > 0)
		memcpy(t->bytes + at, bytes, n);
	t->gap += n;
	t->gap_size -= n;
	t->size += n;
	t->newlines += text_count_lines(t, at, at + n);
	return true;
}

void
text_remove(struct text *t, size_t at, size_t n)
{
	t->newlines -= text_count_lines(t, at, at + n);
	gap_move(t, at);
	t->gap_size += n;
	t->size -= n;
}

size_t
text_copy(const struct text *t, size_t at, size_t n, char *to)
{
	size_t end = n < t->size - at ? at + n : t->size;
	size_t start = at;

	while (at < end) {
		const char *p = piece(t, at, end, &n);

		memcpy(to, p, n);
		to += n;
		at += n;
	}
	return end - start;
}

size_t
text_line_start(const struct text *t, size_t at)
{
	while (at > 0 && text_at(t, at - 1) != '\n')
		at--;
	return at;
}

size_t
text_line_end(const struct text *t, size_t at)
{
	while (at < t->size) {
		size_t n;
		const char *p = piece(t, at, t->size, &n);
		const char *newline = memchr(p, '\n', n);

		if (newline != NULL)
			return at + (newline - p);
		at += n;
	}
	return at;
}

/* The gap is put before `from`: all that is searched is one piece. */
bool
text_find(struct text *t, const char *bytes, size_t n, size_t from,
	  size_t *found)
{
	const char *start, *p;

	if (from > t->size || t->size - from < n)
		return false;
	gap_move(t, from);
	start = t->bytes + t->gap + t->gap_size;
	p = memmem(start, t->size - from, bytes, n);
	if (p == NULL)
		return false;
	*found = from + (p - start);
	return true;
}

ssize_t
text_read(struct text *t, int fd, size_t n)
{
	ssize_t got;

	if (!gap_reserve(t, n)) {
		errno = ENOMEM;
		return -1;
	}
	gap_move(t, t->size);
	do
		got = read(fd, t->bytes + t->gap, n);
	while (got < 0 && errno == EINTR);
	if (got <= 0)
		return got;
	t->gap += got;
	t->gap_size -= got;
	t->size += got;
	t->newlines += text_count_lines(t, t->size - got, t->size);
	return got;
}

bool
text_write(const struct text *t, int fd)
{
	size_t at = 0;

	while (at < t->size) {
		size_t n;
		const char *p = piece(t, at, t->size, &n);
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno != EINTR)
			return false;
		at += done > 0 ? done : 0;
	}
	return true;
}

void
text_free(struct text *t)
{
	free(t->bytes);
	*t = (struct text){ .bytes = NULL };
}
