/*
 * What a terminal shows of a text: UTF-8 characters of one or two columns (or
 * none, those that sit on the one before), tabs, ^A for a control character,
 * and \80 for a byte that is no character.
 *
 * A struct line collects what is to be seen in one row: its bytes, and how
 * many columns they take.
 */
#ifndef BIN_CELLS_H
#define BIN_CELLS_H

#include <stdint.h>

#include "tool.h"

#define CELLS_MARK   "\033[7m"     /* light and dark change places */
#define CELLS_UNMARK "\033[m"

enum {
	CELLS_TAB = 8,
	CELLS_UTF8_MAX = 4,        /* bytes of one character          */
	CELLS_SHOWN_MAX = 8,       /* bytes that show one             */
	CELLS_TOP_BITS = 0xc0,
	CELLS_TRAIL = 0x80,        /* they, in all bytes but the first  */
	CELLS_TRAIL_VALUE = 0x3f,  /* the others                      */
	CELLS_DELETE = 0x7f,
	CELLS_FLIP = 0x40,         /* from a control character to its letter */
	CELLS_LATIN = 0xa0,        /* the first to be seen beyond ASCII */
};

struct cell {
	size_t bytes;              /* of the text                     */
	int width;                 /* columns                         */
	bool marked;               /* it stands for something else    */
	char shown[CELLS_SHOWN_MAX];
};

struct line {
	char *bytes;
	size_t n, capacity;
	int width;
};

struct cells_range {
	uint32_t first, last;
};

static inline bool cells_among(const struct cells_range *r, size_t n,
			       uint32_t c)
{
	for (size_t i = 0; i < n; i++)
		if (c >= r[i].first && c <= r[i].last)
			return true;
	return false;
}

/* Columns of a character: from Unicode's blocks, not from every one of its
   characters. */
static inline int cells_width(uint32_t c)
{
	static const struct cells_range none[] = {
		{ 0x300, 0x36f }, { 0x483, 0x489 }, { 0x591, 0x5bd },
		{ 0x610, 0x61a }, { 0x64b, 0x65f }, { 0x1ab0, 0x1aff },
		{ 0x1dc0, 0x1dff }, { 0x200b, 0x200f }, { 0x202a, 0x202e },
		{ 0x2060, 0x2064 }, { 0x20d0, 0x20ff }, { 0xfe00, 0xfe0f },
		{ 0xfe20, 0xfe2f }, { 0xfeff, 0xfeff },
		{ 0xe0100, 0xe01ef },
	}, two[] = {
		{ 0x1100, 0x115f }, { 0x2e80, 0x303e }, { 0x3041, 0xa4cf },
		{ 0xac00, 0xd7a3 }, { 0xf900, 0xfaff }, { 0xfe30, 0xfe6f },
		{ 0xff00, 0xff60 }, { 0xffe0, 0xffe6 }, { 0x1f300, 0x1f64f },
		{ 0x1f680, 0x1f6ff }, { 0x1f900, 0x1f9ff },
		{ 0x20000, 0x3fffd },
	};

	if (c < none[0].first)
		return 1;
	if (cells_among(none, sizeof(none) / sizeof(none[0]), c))
		return 0;
	return cells_among(two, sizeof(two) / sizeof(two[0]), c) ? 2 : 1;
}

/* Of a character of several bytes: may this be the first, or another one? */
static inline bool cells_is_lead(char byte)
{
	return (byte & CELLS_TOP_BITS) == CELLS_TOP_BITS;
}

static inline bool cells_is_trail(char byte)
{
	return (byte & CELLS_TOP_BITS) == CELLS_TRAIL;
}

/* Bytes of the character that opens the n > 0 bytes, *c is which; 0: none. */
static inline size_t cells_decode(const char *p, size_t n, uint32_t *c)
{
	static const struct {
		unsigned char mask, lead;
		uint32_t least;
	} forms[CELLS_UTF8_MAX + 1] = {
		[1] = { 0x80, 0x00, 0 }, [2] = { 0xe0, 0xc0, 0x80 },
		[3] = { 0xf0, 0xe0, 0x800 }, [4] = { 0xf8, 0xf0, 0x10000 },
	};
	enum { TRAIL_BITS = 6, SURROGATE = 0xd800, AFTER_SURROGATES = 0xe000,
	       LAST = 0x10ffff };
	unsigned char lead = p[0];
	size_t length = 1;

	while (length <= CELLS_UTF8_MAX &&
	       (lead & forms[length].mask) != forms[length].lead)
		length++;
	if (length > CELLS_UTF8_MAX || length > n)
		return 0;
	*c = lead & (unsigned char)~forms[length].mask;
	for (size_t i = 1; i < length; i++) {
		if (!cells_is_trail(p[i]))
			return 0;
		*c = *c << TRAIL_BITS | (p[i] & CELLS_TRAIL_VALUE);
	}
	if (*c < forms[length].least || *c > LAST ||
	    (*c >= SURROGATE && *c < AFTER_SURROGATES))
		return 0;
	return length;
}

/* The first of n > 0 bytes' characters, as it is seen at this column. */
static inline struct cell cells_read(const char *p, size_t n, int column)
{
	struct cell cell = { .bytes = 1, .width = 1 };
	unsigned char byte = *p;
	uint32_t c;
	size_t length = cells_decode(p, n, &c);

	if (byte == '\t') {
		cell.width = CELLS_TAB - column % CELLS_TAB;
		memset(cell.shown, ' ', cell.width);
		return cell;
	}
	if (length == 0 || (c > CELLS_DELETE && c < CELLS_LATIN)) {
		cell.width = snprintf(cell.shown, sizeof(cell.shown), "\\%02x",
				      byte);
		cell.marked = true;
	} else if (c < ' ' || c == CELLS_DELETE) {
		cell.width = snprintf(cell.shown, sizeof(cell.shown), "^%c",
				      byte ^ CELLS_FLIP);
		cell.marked = true;
	} else {
		cell.bytes = length;
		cell.width = cells_width(c);
		memcpy(cell.shown, p, length);
	}
	return cell;
}

static inline void line_clear(struct line *l)
{
	l->n = 0;
	l->width = 0;
}

/* Adds bytes that take so many columns. */
static inline void line_add(struct line *l, const char *bytes, size_t n,
			    int width)
{
	if (l->capacity - l->n < n) {
		l->capacity = 2 * l->capacity + n;
		l->bytes = tool_realloc(l->bytes, l->capacity);
	}
	if (n > 0)
		memcpy(l->bytes + l->n, bytes, n);
	l->n += n;
	l->width += width;
}

static inline void line_add_cell(struct line *l, const struct cell *c)
{
	size_t n = *c->shown == ' ' ? (size_t)c->width
				    : strnlen(c->shown, CELLS_SHOWN_MAX);

	if (c->marked)
		line_add(l, CELLS_MARK, sizeof(CELLS_MARK) - 1, 0);
	line_add(l, c->shown, n, c->width);
	if (c->marked)
		line_add(l, CELLS_UNMARK, sizeof(CELLS_UNMARK) - 1, 0);
}

/* Adds what of the text fits in `columns` of them: the bytes that did. */
static inline size_t line_add_text(struct line *l, const char *p, size_t n,
				   int columns)
{
	size_t done = 0;

	while (done < n) {
		struct cell c = cells_read(p + done, n - done, l->width);

		if (l->width + c.width > columns)
			break;
		line_add_cell(l, &c);
		done += c.bytes;
	}
	return done;
}

#endif
