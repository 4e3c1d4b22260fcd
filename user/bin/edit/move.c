/*
 * Moving the cursor. It stands before a character: a valid piece of UTF-8 is
 * one, and so is each byte that is none.
 */
#include "editor.h"

struct cell
move_cell(const struct text *t, size_t at, int column)
{
	char bytes[CELLS_UTF8_MAX];
	size_t n = text_copy(t, at, sizeof(bytes), bytes);

	return cells_read(bytes, n, column);
}

/* The same without what it shows. Most are plain ASCII, and a line may be
   megabytes long. */
static struct cell
quick_cell(const struct text *t, size_t at, int column)
{
	char c = text_at(t, at);

	if (c >= ' ' && c < CELLS_DELETE)
		return (struct cell){ .bytes = 1, .width = 1 };
	return move_cell(t, at, column);
}

int
move_column(const struct text *t, size_t at)
{
	int column = 0;

	for (size_t i = text_line_start(t, at); i < at; ) {
		struct cell c = quick_cell(t, i, column);

		column += c.width;
		i += c.bytes;
	}
	return column;
}

/* Keeps the number of the line, by counting between here and there. */
void
move_to(struct editor *e, size_t at)
{
	if (at > e->at)
		e->line += text_count_lines(&e->text, e->at, at);
	else
		e->line -= text_count_lines(&e->text, at, e->at);
	e->at = at;
	e->goal = -1;
}

/* The character that ends here begins at most so far before. */
void
move_left(struct editor *e)
{
	size_t start = e->at;

	for (size_t n = CELLS_UTF8_MAX; n > 0 && start == e->at; n--)
		if (n <= e->at &&
		    move_cell(&e->text, e->at - n, 0).bytes == n)
			start = e->at - n;
	move_to(e, start);
}

void
move_right(struct editor *e)
{
	if (e->at < e->text.size)
		move_to(e, e->at + move_cell(&e->text, e->at, 0).bytes);
}

size_t
move_place(const struct text *t, size_t line, int column, int *reached)
{
	size_t at = line, size = t->size;

	*reached = 0;
	while (at < size && text_at(t, at) != '\n') {
		struct cell c = quick_cell(t, at, *reached);

		if (*reached + c.width > column)
			break;
		*reached += c.width;
		at += c.bytes;
	}
	return at;
}

size_t
move_line_away(const struct text *t, size_t at, long n)
{
	at = text_line_start(t, at);
	for (; n < 0 && at > 0; n++)
		at = text_line_start(t, at - 1);
	for (; n > 0; n--) {
		size_t end = text_line_end(t, at);

		if (end == t->size)
			break;
		at = end + 1;
	}
	return at;
}

void
move_lines(struct editor *e, long n)
{
	int goal = e->goal >= 0 ? e->goal : move_column(&e->text, e->at);
	size_t line = move_line_away(&e->text, e->at, n);
	int reached;

	move_to(e, move_place(&e->text, line, goal, &reached));
	e->goal = goal;
}

/* What is seen moves as far as the cursor, but not beyond the last line. */
void
move_page(struct editor *e, int direction)
{
	long n = direction * (e->rows - VIEW_OWN_ROWS - 1);
	size_t before = e->line;

	move_lines(e, n);
	if ((long)(e->line - before) == n)
		e->top = move_line_away(&e->text, e->top, n);
}
