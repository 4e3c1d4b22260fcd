/*
 * The edited line on the terminal: see display.h.
 *
 * What was drawn last is kept. When the cursor was and is at the end and the
 * text has only grown, just what is new is written; else all of it, from the
 * prompt on. The terminal wraps lines by itself; behind a full row it waits
 * for the next character before it does, so the cursor is sent on.
 */
#include "display.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "../cells.h"

#define ESCAPE       '\033'
#define ERASE_BELOW  "\033[J"
#define CLEAR_SCREEN "\033[H\033[J"
#define LETTERS      "ABCDEFGHJKSThlmsu"

enum { MOVE_MAX = 32 };

struct place {
	int row, column;
};

static struct {
	const char *prompt;
	int columns;
	struct buf drawn;          /* the text on the screen              */
	bool at_end;               /* with the cursor behind it           */
	struct place cursor;       /* from where the prompt begins        */
	bool fresh;                /* the prompt is not there yet         */
	struct buf out;
} d;

void
display_write(const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = write(STDERR_FILENO, bytes, n);

		if (done <= 0)
			return;
		bytes += done;
		n -= done;
	}
}

static void
flush(void)
{
	display_write(d.out.s, d.out.n);
	d.out.n = 0;
}

/* Where the cursor is behind something so wide. */
static struct place
advance(struct place p, int width)
{
	if (p.column + width > d.columns)
		p = (struct place){ p.row + 1, 0 };
	p.column += width;
	if (p.column == d.columns)
		p = (struct place){ p.row + 1, 0 };
	return p;
}

/* Puts out n bytes that take so many columns, from `p` on. */
static struct place
put(const char *bytes, size_t n, int width, struct place p)
{
	p = advance(p, width);
	buf_add(&d.out, bytes, n);
	if (width > 0 && p.column == 0)
		buf_string(&d.out, "\n");      /* the row is full */
	return p;
}

/* Newlines begin a row, ESC [ ... letter takes no room. */
static struct place
put_prompt(void)
{
	struct place p = { 0, 0 };
	const char *s = d.prompt, *end = s + strlen(s);

	while (s < end) {
		struct cell c = cells_read(s, end - s, p.column);
		size_t n = c.bytes;

		if (*s == ESCAPE) {
			n = strcspn(s, LETTERS);
			n += s[n] != '\0';
			c.width = 0;
		} else if (*s == '\n') {
			p = (struct place){ p.row + 1, 0 };
			c.width = 0;
		}
		p = put(s, n, c.width, p);
		s += n;
	}
	return p;
}

/* Puts out the text, which stands at `p`, from there on; and where the cursor
   is to be, unless nobody wants to know. */
static struct place
put_text(const struct input *in, size_t from, struct place p,
	 struct place *cursor)
{
	while (from < in->text.n) {
		struct cell c = cells_read(in->text.s + from,
					   in->text.n - from, p.column);
		size_t n = *c.shown == ' ' ? (size_t)c.width :
			   strnlen(c.shown, CELLS_SHOWN_MAX);

		if (cursor != NULL && from == in->at)
			*cursor = p;
		p = put(c.shown, n, c.width, p);
		from += c.bytes;
	}
	if (cursor != NULL && from == in->at)
		*cursor = p;
	return p;
}

static void
move(int n, char direction)
{
	char text[MOVE_MAX];

	if (n <= 0)
		return;
	snprintf(text, sizeof(text), "\033[%d%c", n, direction);
	buf_string(&d.out, text);
}

void
display_begin(const char *prompt, int columns)
{
	d.prompt = prompt;
	d.columns = columns;
	display_anew();
}

void
display_anew(void)
{
	d.fresh = true;
	d.at_end = false;
	d.cursor = (struct place){ 0, 0 };
}

void
display_clear(void)
{
	buf_string(&d.out, CLEAR_SCREEN);
	display_anew();
}

static bool
has_only_grown(const struct input *in)
{
	return d.at_end && in->at == in->text.n &&
	       in->text.n >= d.drawn.n &&
	       memcmp(in->text.s, d.drawn.s, d.drawn.n) == 0;
}

static void
remember(const struct input *in)
{
	d.drawn.n = 0;
	buf_string(&d.drawn, "");
	buf_add(&d.drawn, in->text.s, in->text.n);
	d.at_end = in->at == in->text.n;
	d.fresh = false;
}

void
display_draw(const struct input *in)
{
	struct place end;

	if (has_only_grown(in)) {
		d.cursor = put_text(in, d.drawn.n, d.cursor, NULL);
		remember(in);
		flush();
		return;
	}
	if (!d.fresh) {
		buf_string(&d.out, "\r");
		move(d.cursor.row, 'A');
	}
	end = put_text(in, 0, put_prompt(), &d.cursor);
	if (!d.fresh)
		buf_string(&d.out, ERASE_BELOW);
	if (in->at < in->text.n) {
		move(end.row - d.cursor.row, 'A');
		buf_string(&d.out, "\r");
		move(d.cursor.column, 'C');
	}
	remember(in);
	flush();
}

void
display_end(const struct input *in)
{
	struct input all = *in;

	all.at = all.text.n;
	display_draw(&all);
	if (d.cursor.column > 0 || all.text.n == 0)
		display_write("\n", 1);
	display_anew();
}
