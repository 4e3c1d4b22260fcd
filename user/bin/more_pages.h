/*
 * The text that more shows: the files one after the other, read no further
 * than what is to be seen, and where each row of the screen begins in it. A
 * line that is too long for a row goes on in the next.
 */
#ifndef BIN_MORE_PAGES_H
#define BIN_MORE_PAGES_H

#include <fcntl.h>
#include <sys/stat.h>

#include "cells.h"
#include "terminal.h"

enum { MORE_PIECE = 64 * 1024, MORE_TITLE = 16 };

static struct {
	char **files;              /* those that are still to be opened   */
	bool titles, squeeze;
	int fd;                    /* of the one being read, or -1        */
	const char *name;
	bool ended;                /* there is no more to be read         */
	int newlines;              /* in a row, at the end of what is     */
	off_t size;                /* of all files; -1: not known         */
	char *bytes;
	size_t n, capacity;
	int columns;
	size_t *starts;            /* of rows; the last may be unfinished */
	size_t nrows, rows_capacity;
} pages = { .fd = -1, .newlines = 1 };

static inline void pages_reserve(size_t n)
{
	if (pages.capacity - pages.n >= n)
		return;
	pages.capacity = 2 * pages.capacity + n;
	pages.bytes = tool_realloc(pages.bytes, pages.capacity);
}

/* The n bytes at the end are new: of empty lines one is left, with -s. */
static inline void pages_accept(size_t n)
{
	size_t to = pages.n;

	for (size_t i = pages.n; i < pages.n + n; i++) {
		bool newline = pages.bytes[i] == '\n';

		pages.newlines = newline ? pages.newlines + 1 : 0;
		if (!pages.squeeze || pages.newlines <= 2)
			pages.bytes[to++] = pages.bytes[i];
	}
	pages.n = to;
}

static inline void pages_title(const char *name)
{
	size_t n = strlen(name) + MORE_TITLE;

	pages_reserve(n);
	pages_accept(snprintf(pages.bytes + pages.n, n, "%s==> %s <==\n",
			     pages.newlines > 0 ? "" : "\n", name));
}

/* Opens the next file that can be; false when there is none. */
static inline bool pages_open(void)
{
	while (*pages.files != NULL) {
		struct stat st;

		pages.name = *pages.files++;
		pages.fd = strcmp(pages.name, "-") == 0 ?
			  STDIN_FILENO : open(pages.name, O_RDONLY);
		if (pages.fd < 0) {
			tool_error(pages.name);
			continue;
		}
		if (fstat(pages.fd, &st) < 0 || !S_ISREG(st.st_mode))
			pages.size = -1;
		else if (pages.size >= 0)
			pages.size += st.st_size;
		if (pages.titles)
			pages_title(pages.name);
		return true;
	}
	return false;
}

/*
 * Reads a piece more. A program that is slow to write it keeps us waiting:
 * meanwhile the terminal is as it was, so that ^C ends us both.
 */
static inline void pages_read(void)
{
	bool raw = terminal.raw;
	ssize_t n;

	if (pages.fd < 0 && !pages_open()) {
		pages.ended = true;
		return;
	}
	pages_reserve(MORE_PIECE);
	if (pages.size < 0)
		terminal_cooked();
	n = read(pages.fd, pages.bytes + pages.n, MORE_PIECE);
	if (raw && !terminal.raw)
		terminal_raw();
	if (n < 0)
		tool_error(pages.name);
	if (n > 0) {
		pages_accept(n);
		return;
	}
	if (pages.fd != STDIN_FILENO)
		close(pages.fd);
	pages.fd = -1;
}

/* Where the row that starts at `at` ends, behind its newline if it has one;
   false if that is not to be told before more is read. */
static inline bool pages_row_end(size_t at, size_t *end)
{
	int width = 0;

	while (at < pages.n && pages.bytes[at] != '\n') {
		struct cell c = cells_read(pages.bytes + at, pages.n - at,
					   width);

		if (width + c.width > pages.columns)
			break;
		width += c.width;
		at += c.bytes;
	}
	if (!pages.ended && at + CELLS_UTF8_MAX > pages.n &&
	    !(at < pages.n && pages.bytes[at] == '\n'))
		return false;
	*end = at + (at < pages.n && pages.bytes[at] == '\n');
	return true;
}

static inline void pages_add_row(size_t start)
{
	if (pages.nrows == pages.rows_capacity) {
		pages.rows_capacity = 2 * pages.rows_capacity + MORE_TITLE;
		pages.starts = tool_realloc(pages.starts, pages.rows_capacity *
					   sizeof(*pages.starts));
	}
	pages.starts[pages.nrows++] = start;
}

/*
 * Is there a row of this number? Then starts[] has where it begins, and where
 * the one behind it does.
 */
static inline bool pages_has_row(size_t row)
{
	if (pages.nrows == 0)
		pages_add_row(0);
	while (pages.nrows < row + 2) {
		size_t start = pages.starts[pages.nrows - 1], end;

		if (pages.ended && start == pages.n)
			return false;
		if (pages_row_end(start, &end))
			pages_add_row(end);
		else
			pages_read();
	}
	return true;
}

/* Makes rows for another width; returns where row `row` went. */
static inline size_t pages_set_columns(int columns, size_t row)
{
	size_t start = row < pages.nrows ? pages.starts[row] : 0;

	if (columns == pages.columns)
		return row;
	pages.columns = columns;
	pages.nrows = 0;
	for (row = 0; pages_has_row(row) && pages.starts[row + 1] <= start; )
		row++;
	return row;
}

/* The bytes of a row that is there, less its newline. */
static inline const char *pages_row(size_t row, size_t *n)
{
	size_t start = pages.starts[row], end = pages.starts[row + 1];

	*n = end - start - (pages.bytes[end - 1] == '\n');
	return pages.bytes + start;
}

static inline bool pages_row_opens_line(size_t row)
{
	return row == 0 || pages.bytes[pages.starts[row] - 1] == '\n';
}

#endif
