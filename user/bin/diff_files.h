/*
 * The files that diff compares, as lines. Lines that count as equal get the
 * same number, so that comparing two lines is comparing two numbers.
 */
#ifndef BIN_DIFF_FILES_H
#define BIN_DIFF_FILES_H

#include <ctype.h>
#include <stdint.h>

#include "tool.h"

enum { DIFF_SIDES = 2, DIFF_BINARY_LOOK = 32 * 1024 };

struct diff_line {
	const char *text;
	size_t n;                  /* without the newline                 */
	long id;                   /* equal lines have equal ones         */
	uint64_t hash;
};

struct diff_file {
	const char *name, *path;
	bool title;                /* the names are said first (-r)       */
	bool absent, binary, ended; /* ended: the last line has a newline */
	char *text;
	size_t size;
	struct diff_line *lines;
	long n;
};

/* What makes no difference. */
static struct {
	bool letter_case, more_blanks, blanks;
} diff_ignore;

static inline bool diff_ignores(void)
{
	return diff_ignore.letter_case || diff_ignore.more_blanks ||
	       diff_ignore.blanks;
}

/*
 * The next character that counts, at *at, which is moved past it; EOF at the
 * end. With -b a run of blanks is one blank, and none at the line's end.
 */
static inline int diff_char(const struct diff_line *line, size_t *at)
{
	size_t start = *at;
	int c;

	while (*at < line->n && isspace((unsigned char)line->text[*at]) &&
	       (diff_ignore.more_blanks || diff_ignore.blanks))
		(*at)++;
	if (*at == line->n)
		return EOF;
	if (*at > start && !diff_ignore.blanks)
		return ' ';
	c = (unsigned char)line->text[(*at)++];
	return diff_ignore.letter_case ? tolower(c) : c;
}

static inline uint64_t diff_hash(const struct diff_line *line)
{
	const uint64_t factor = 0x100000001b3;
	uint64_t hash = 0xcbf29ce484222325;
	size_t at = 0;
	int c;

	while ((c = diff_char(line, &at)) != EOF)
		hash = (hash ^ c) * factor;
	return hash;
}

static inline bool diff_equal(const struct diff_line *a,
			      const struct diff_line *b)
{
	size_t i = 0, j = 0;
	int c;

	if (a->hash != b->hash)
		return false;
	if (!diff_ignores())
		return a->n == b->n && memcmp(a->text, b->text, a->n) == 0;
	do {
		c = diff_char(a, &i);
		if (c != diff_char(b, &j))
			return false;
	} while (c != EOF);
	return true;
}

/* Reads a file. With `may_miss` one that is not there counts as empty. */
static inline bool diff_read(struct diff_file *f, bool may_miss)
{
	bool standard = strcmp(f->path, "-") == 0;
	FILE *in;

	if (may_miss && !standard && access(f->path, F_OK) < 0) {
		f->absent = true;
		return true;
	}
	in = tool_open(f->path);
	if (in == NULL)
		return false;
	f->text = tool_read_all(in, &f->size);
	f->binary = memchr(f->text, '\0', f->size < DIFF_BINARY_LOOK ?
			   f->size : DIFF_BINARY_LOOK) != NULL;
	tool_close(in, f->path);
	return tool.status == 0;
}

static inline void diff_free(struct diff_file *f)
{
	free(f->text);
	free(f->lines);
}

static inline void diff_split(struct diff_file *f)
{
	const char *p = f->text, *end = p + f->size;
	long capacity = 0;

	f->ended = f->size == 0 || end[-1] == '\n';
	while (p < end) {
		const char *newline = memchr(p, '\n', end - p);
		const char *stop = newline != NULL ? newline : end;
		struct diff_line *line;

		if (f->n == capacity) {
			capacity = 2 * capacity + BUFSIZ;
			f->lines = tool_realloc(f->lines, capacity *
						sizeof(*f->lines));
		}
		line = &f->lines[f->n++];
		*line = (struct diff_line){ .text = p, .n = stop - p };
		line->hash = diff_hash(line);
		p = stop + 1;
	}
	/* A last line without its end is another line than one with it. */
	if (!f->ended && !diff_ignore.more_blanks && !diff_ignore.blanks)
		f->lines[f->n - 1].hash++;
}

/* Splits both files into lines and numbers these, by an open hash table. */
static inline void diff_number_lines(struct diff_file *f)
{
	struct diff_line **table;
	size_t size = 2;
	long ids = 0;

	diff_split(&f[0]);
	diff_split(&f[1]);
	while (size < 2 * (size_t)(f[0].n + f[1].n))
		size *= 2;
	table = tool_alloc(size * sizeof(*table));
	for (size_t i = 0; i < size; i++)
		table[i] = NULL;
	for (int side = 0; side < DIFF_SIDES; side++)
		for (long i = 0; i < f[side].n; i++) {
			struct diff_line *line = &f[side].lines[i];
			size_t at = line->hash & (size - 1);

			while (table[at] != NULL &&
			       !diff_equal(table[at], line))
				at = (at + 1) & (size - 1);
			if (table[at] == NULL) {
				table[at] = line;
				line->id = ids++;
			}
			line->id = table[at]->id;
		}
	free(table);
}

#endif
