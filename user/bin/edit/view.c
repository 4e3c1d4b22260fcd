/*
 * The screen: as many lines of the text as there is room for, and a last row
 * that tells of the file, or what happened. A line that is longer than the
 * screen is wide goes on to the right: '>' stands in its last column then, and
 * '<' in the first where what is shown begins further on.
 *
 * Nothing is kept of what a line looks like: what is shown is computed for
 * each picture, and screen.h sends what is different.
 */
#include <stdarg.h>

#include "../screen.h"
#include "editor.h"

#define LESS CELLS_MARK "<" CELLS_UNMARK
#define MORE CELLS_MARK ">" CELLS_UNMARK

enum { STATUS_SIZE = 512 };

static struct line row;

void
view_say(struct editor *e, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(e->message, sizeof(e->message), format, args);
	va_end(args);
}

void
view_forget(void)
{
	screen_forget();
}

/* Has the cursor's line on the screen: at its edge after a small step, in its
   middle after a large one. */
static void
scroll_lines(struct editor *e)
{
	const struct text *t = &e->text;
	long rows = e->rows - VIEW_OWN_ROWS;
	size_t start = text_line_start(t, e->at), distance;

	/* What was undone may have been above. */
	e->top = text_line_start(t, e->top < t->size ? e->top : t->size);
	distance = start < e->top ? text_count_lines(t, start, e->top)
				  : text_count_lines(t, e->top, start);
	if (distance >= 2 * (size_t)rows)
		e->top = move_line_away(t, start, -rows / 2);
	else if (start < e->top)
		e->top = start;
	else if (distance >= (size_t)rows)
		e->top = move_line_away(t, start, 1 - rows);
}

/* Has the cursor's column on the screen, and not where '<' or '>' may be. */
static void
scroll_columns(struct editor *e, int column)
{
	if (column < e->columns - 1)
		e->left = 0;
	else if (column <= e->left || column >= e->left + e->columns - 1)
		e->left = column - e->columns / 2;
}

static void
add_blanks(struct line *l, int until)
{
	while (l->width < until)
		line_add(l, " ", 1, 1);
}

/* Puts what is seen of the line that starts at `at` into `row`. */
static void
show_line(const struct editor *e, size_t at)
{
	const struct text *t = &e->text;
	size_t end = text_line_end(t, at);
	int column;

	if (e->left > 0 && at < end)
		line_add(&row, LESS, sizeof(LESS) - 1, 1);
	at = move_place(t, at, e->left + row.width, &column);
	while (at < end) {
		struct cell c = move_cell(t, at, column);
		int from = column - e->left, to = from + c.width;
		bool last = at + c.bytes == end;

		if (to > e->columns || (to == e->columns && !last)) {
			add_blanks(&row, e->columns - 1);
			line_add(&row, MORE, sizeof(MORE) - 1, 1);
			return;
		}
		if (from >= row.width)
			line_add_cell(&row, &c);
		else
			add_blanks(&row, to);
		column += c.width;
		at += c.bytes;
	}
}

static void
draw_text(const struct editor *e)
{
	size_t at = e->top;
	bool more = true;

	for (int i = 0; i < e->rows - VIEW_OWN_ROWS; i++) {
		line_clear(&row);
		if (more)
			show_line(e, at);
		else
			line_add(&row, "~", 1, 1);
		screen_row(i, &row);
		at = more ? text_line_end(&e->text, at) + 1 : at;
		more = at <= e->text.size;
	}
}

/* The last row, light on dark; how far the text in it goes. */
static int
draw_last_row(const struct editor *e, const char *text, size_t n)
{
	int width;

	line_clear(&row);
	line_add(&row, CELLS_MARK, sizeof(CELLS_MARK) - 1, 0);
	line_add_text(&row, text, n, e->columns);
	width = row.width;
	add_blanks(&row, e->columns);
	line_add(&row, CELLS_UNMARK, sizeof(CELLS_UNMARK) - 1, 0);
	screen_row(e->rows - 1, &row);
	return width < e->columns ? width : e->columns - 1;
}

static void
draw_status(const struct editor *e, int column)
{
	char text[STATUS_SIZE];
	size_t lines = e->text.newlines + 1;

	if (e->message[0] != '\0')
		snprintf(text, sizeof(text), " %s", e->message);
	else
		snprintf(text, sizeof(text),
			 " %s%s%s%s   line %zu of %zu, column %d", e->path,
			 e->is_new ? " (new)" : "",
			 e->read_only ? " (read only)" : "",
			 history_is_saved(&e->history) ? "" : " (changed)",
			 e->line + 1, lines, column + 1);
	draw_last_row(e, text, strlen(text));
}

/* All but the last row; returns the cursor's column. */
static int
draw_body(struct editor *e)
{
	int column = move_column(&e->text, e->at);

	terminal_size(&e->rows, &e->columns);
	scroll_lines(e);
	scroll_columns(e, column);
	screen_begin(e->rows, e->columns);
	draw_text(e);
	return column;
}

static void
finish(int at_row, int at_column)
{
	if (screen_end(terminal.fd, at_row, at_column))
		return;
	tool_error("terminal");
	exit(tool.status);
}

void
view_draw(struct editor *e)
{
	int column = draw_body(e);

	draw_status(e, column);
	finish(text_count_lines(&e->text, e->top, e->at), column - e->left);
}

void
view_draw_question(struct editor *e, const char *question, const char *answer,
		   size_t n)
{
	size_t size = strlen(question);
	char *text = tool_alloc(size + n);

	draw_body(e);
	memcpy(text, question, size);
	if (n > 0)
		memcpy(text + size, answer, n);
	finish(e->rows - 1, draw_last_row(e, text, size + n));
	free(text);
}

void
view_leave(struct editor *e)
{
	screen_begin(e->rows, e->columns);
	line_clear(&row);
	screen_row(e->rows - 1, &row);
	finish(e->rows - 1, 0);
}
