/*
 * The line editor: see editor.h. What a key does; input.c has the text,
 * display.c the screen, complete.c the names.
 *
 * Keys that are there already are taken before anything is drawn, so what is
 * pasted costs one drawing and not one for each character.
 */
#include "editor.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../cells.h"
#include "../terminal.h"
#include "complete.h"
#include "display.h"
#include "history.h"
#include "input.h"
#include "shell.h"
#include "var.h"

#define BELL "\a"

struct editor {
	struct input in;
	size_t place;              /* in the history; its count: the new line */
	char *fresh;               /* the new line, while an old one is shown */
	char *wanted;              /* what ^R looks for                     */
	int last_key;
	bool done;
	enum edited result;
};

bool
editor_is_usable(int fd)
{
	const char *term = var_get("TERM");

	return (term == NULL || strcmp(term, "dumb") != 0) &&
	       isatty(STDERR_FILENO) && terminal_open(fd);
}

/* Keys come one by one and without echo. What they send is translated as
   before, so that a command reads newlines from what was typed ahead. */
static void
raw_begin(void)
{
	terminal_open(terminal.fd);
	terminal.now = terminal.before;
	terminal.now.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
	terminal.now.c_cc[VMIN] = 1;
	terminal.now.c_cc[VTIME] = 0;
	tcsetattr(terminal.fd, TCSADRAIN, &terminal.now);
	terminal.raw = true;
	terminal.in_size = 1;
}

static bool
key_is_waiting(void)
{
	if (terminal_byte(0) == KEY_NONE)
		return false;
	terminal.at--;
	return true;
}

static void
bell(void)
{
	display_write(BELL, 1);
}

/* The rest of a character of several bytes belongs to its first one. */
static void
insert_character(struct editor *e, int key)
{
	char bytes[CELLS_UTF8_MAX] = { (char)key };
	size_t n = 1;
	uint32_t c;

	while (n < CELLS_UTF8_MAX && cells_is_lead(bytes[0]) &&
	       cells_decode(bytes, n, &c) == 0) {
		int next = terminal_byte(TERMINAL_ESCAPE_TENTHS);

		if (next >= KEY_NONE)
			break;
		if (!cells_is_trail((char)next)) {
			terminal.at--;
			break;
		}
		bytes[n++] = (char)next;
	}
	input_insert(&e->in, bytes, n);
}

/* Shows the i-th line of the history, or the new line behind the last. */
static void
go_to(struct editor *e, size_t i)
{
	if (i > history_count() || i == e->place) {
		bell();
		return;
	}
	if (e->place == history_count()) {
		free(e->fresh);
		e->fresh = mem_strdup(e->in.text.s);
	}
	e->place = i;
	input_set(&e->in, i == history_count() ? e->fresh : history_line(i));
}

static void
finish(struct editor *e, enum edited result)
{
	e->done = true;
	e->result = result;
}

/* ^C: the line stays on the screen, with a mark that it does not count. */
static void
give_up(struct editor *e)
{
	e->in.at = e->in.text.n;
	input_insert(&e->in, "^C", 2);
	finish(e, EDITED_NOTHING);
}

static void
delete_or_end(struct editor *e)
{
	if (e->in.text.n == 0)
		finish(e, EDITED_END);
	else
		input_remove(&e->in, e->in.at, input_right(&e->in));
}

/* A second Tab lists what the first could not decide. A tab in a pasted text
   is one: something else is there behind it already. */
static void
tab(struct editor *e)
{
	if (key_is_waiting() && terminal.in[terminal.at] != '\t')
		input_insert(&e->in, "\t", 1);
	else if (!complete(&e->in, e->last_key == '\t'))
		bell();
}

/* The newest line before this one that has what was typed before the first
   ^R; again and again. */
static void
search(struct editor *e)
{
	size_t found;

	if (e->last_key != CONTROL('r')) {
		free(e->wanted);
		e->wanted = mem_strdup(e->in.text.s);
	}
	found = history_search(e->place, e->wanted);
	if (found == e->place)
		bell();
	else
		go_to(e, found);
}

static void
move_to(struct editor *e, size_t at)
{
	if (at == e->in.at)
		bell();
	e->in.at = at;
}

/* Keys that move the cursor or go through the history. False for others. */
static bool
press_move(struct editor *e, int key)
{
	struct input *in = &e->in;

	switch (key) {
	case KEY_LEFT: case CONTROL('b'):
		move_to(e, input_left(in));
		return true;
	case KEY_RIGHT: case CONTROL('f'):
		move_to(e, input_right(in));
		return true;
	case KEY_HOME: case KEY_TOP: case CONTROL('a'):
		in->at = 0;
		return true;
	case KEY_END: case KEY_BOTTOM: case CONTROL('e'):
		in->at = in->text.n;
		return true;
	case KEY_UP:
		go_to(e, e->place - 1);
		return true;
	case KEY_DOWN: case CONTROL('n'):
		go_to(e, e->place + 1);
		return true;
	case CONTROL('r'):
		search(e);
		return true;
	default:
		return false;
	}
}

/* Keys that take something away, or bring it back. */
static bool
press_change(struct editor *e, int key)
{
	struct input *in = &e->in;

	switch (key) {
	case KEY_BACKSPACE: case '\b':
		input_remove(in, input_left(in), in->at);
		return true;
	case KEY_DELETE:
		input_remove(in, in->at, input_right(in));
		return true;
	case CONTROL('d'):
		delete_or_end(e);
		return true;
	case CONTROL('k'):
		input_kill(in, in->at, in->text.n);
		return true;
	case CONTROL('u'):
		input_kill(in, 0, in->at);
		return true;
	case CONTROL('w'):
		input_kill(in, input_field_left(in), in->at);
		return true;
	case CONTROL('y'):
		input_insert(in, in->killed.s, in->killed.n);
		return true;
	default:
		return false;
	}
}

/* Escape and then a letter: by words. */
static void
press_meta(struct editor *e)
{
	struct input *in = &e->in;
	int key = key_is_waiting() ? terminal_byte(-1) : KEY_NONE;

	if (key == 'b')
		move_to(e, input_word_left(in));
	else if (key == 'f')
		move_to(e, input_word_right(in));
	else if (key == 'd')
		input_kill(in, in->at, input_word_right(in));
	else if (key == KEY_BACKSPACE)
		input_kill(in, input_word_left(in), in->at);
	else
		bell();
}

static void
press(struct editor *e, int key)
{
	if (press_move(e, key) || press_change(e, key))
		return;
	switch (key) {
	case '\n': case KEY_ENTER:
		finish(e, EDITED_LINE);
		break;
	case KEY_GONE:
		finish(e, EDITED_END);
		break;
	case CONTROL('c'):
		give_up(e);
		break;
	case CONTROL('l'):
		display_clear();
		break;
	case '\t':
		tab(e);
		break;
	case KEY_ESCAPE:
		press_meta(e);
		break;
	default:
		if (key >= ' ' && key < KEY_NONE)
			insert_character(e, key);
		else
			bell();
	}
}

static void
edit(struct editor *e)
{
	while (!e->done) {
		int key;

		if (!key_is_waiting())
			display_draw(&e->in);
		key = terminal_key(-1);
		press(e, key);
		e->last_key = key;
	}
}

enum edited
editor_read(int fd, const char *prompt, const char **line)
{
	static struct editor e;
	int rows, columns;

	if (e.in.text.s == NULL)
		input_init(&e.in);
	terminal.fd = fd;
	terminal_size(&rows, &columns);
	input_set(&e.in, "");
	e.place = history_count();
	e.done = false;
	e.last_key = KEY_NONE;
	raw_begin();
	display_begin(prompt, columns);
	edit(&e);
	/* Who sees the next row can type for the command. */
	terminal_cooked();
	display_end(&e.in);
	buf_char(&e.in.text, '\n');
	*line = e.in.text.s;
	if (e.result == EDITED_LINE)
		history_add(*line);
	return e.result;
}
