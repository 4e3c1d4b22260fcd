/*
 * edit: a screen editor for one file. ^G shows the keys; -r only shows the
 * file. What is typed goes in where the cursor is; nothing is written before
 * ^S (see file.c).
 */
#include "editor.h"

static bool done;

static bool
may_change(struct editor *e)
{
	if (e->read_only)
		view_say(e, "This file may only be read");
	return !e->read_only;
}

static void
insert(struct editor *e, const char *bytes, size_t n)
{
	if (!may_change(e))
		return;
	if (!text_insert(&e->text, e->at, bytes, n)) {
		view_say(e, "There is no memory for more text");
		return;
	}
	history_insert(&e->history, e->at, n);
	move_to(e, e->at + n);
}

/* The n bytes behind the cursor go. */
static void
delete(struct editor *e, size_t n)
{
	history_remove(&e->history, &e->text, e->at, n);
	text_remove(&e->text, e->at, n);
	e->goal = -1;
}

static void
insert_byte(struct editor *e, int key)
{
	char c = (char)key;

	insert(e, &c, 1);
}

/* A line that was typed is undone by itself, many that were pasted at once. */
static void
enter(struct editor *e)
{
	insert_byte(e, '\n');
	if (!terminal_has_key())
		history_close(&e->history);
}

static void
delete_right(struct editor *e)
{
	if (may_change(e) && e->at < e->text.size)
		delete(e, move_cell(&e->text, e->at, 0).bytes);
}

static void
delete_left(struct editor *e)
{
	size_t end = e->at;

	if (!may_change(e))
		return;
	move_left(e);
	if (e->at < end)
		delete(e, end - e->at);
}

/* The cursor's line goes to what is pasted; one key after the other cuts one
   line after the other. */
static void
cut(struct editor *e)
{
	size_t start = text_line_start(&e->text, e->at);
	size_t end = text_line_end(&e->text, e->at);
	size_t n = end - start + (end < e->text.size);
	size_t kept = e->cutting ? e->ncut : 0;
	char *bytes;

	if (!may_change(e) || n == 0)
		return;
	bytes = realloc(e->cut, kept + n);
	if (bytes == NULL) {
		view_say(e, "There is no memory for what is cut");
		return;
	}
	text_copy(&e->text, start, n, bytes + kept);
	e->cut = bytes;
	e->ncut = kept + n;
	move_to(e, start);
	delete(e, n);
}

static void
paste(struct editor *e)
{
	if (e->ncut == 0)
		view_say(e, "Nothing was cut yet: ^K does");
	else
		insert(e, e->cut, e->ncut);
}

static void
undo(struct editor *e)
{
	size_t place;

	if (!history_place(&e->history, &place)) {
		view_say(e, "There is nothing to undo");
		return;
	}
	move_to(e, place);
	if (!history_undo(&e->history, &e->text))
		view_say(e, "There is no memory to undo that");
}

static void
save(struct editor *e)
{
	file_save(e);
}

static void
quit(struct editor *e)
{
	int answer = 'n';

	if (!history_is_saved(&e->history))
		answer = ask_yes_no(e, "Save the changes?");
	done = answer == 'n' || (answer == 'y' && file_save(e));
}

static void
redraw(struct editor *e)
{
	(void)e;
	view_forget();
}

static void
stop(struct editor *e)
{
	view_leave(e);
	terminal_stop();
	redraw(e);
}

static void
help(struct editor *e)
{
	view_say(e, "^S save ^Q quit ^F find ^N next ^U undo ^K cut line "
		 "^V paste ^Z stop ^L redraw");
}

static void
to_line_start(struct editor *e)
{
	move_to(e, text_line_start(&e->text, e->at));
}

static void
to_line_end(struct editor *e)
{
	move_to(e, text_line_end(&e->text, e->at));
}

static void
to_start(struct editor *e)
{
	move_to(e, 0);
}

static void
to_end(struct editor *e)
{
	move_to(e, e->text.size);
}

static void up(struct editor *e) { move_lines(e, -1); }
static void down(struct editor *e) { move_lines(e, 1); }
static void page_up(struct editor *e) { move_page(e, -1); }
static void page_down(struct editor *e) { move_page(e, 1); }

static const struct command {
	int key;
	void (*run)(struct editor *e);
	bool joins;            /* is undone together with the one before  */
} commands[] = {
	{ KEY_UP, up, false }, { KEY_DOWN, down, false },
	{ KEY_LEFT, move_left, false }, { KEY_RIGHT, move_right, false },
	{ KEY_HOME, to_line_start, false }, { KEY_END, to_line_end, false },
	{ KEY_TOP, to_start, false }, { KEY_BOTTOM, to_end, false },
	{ KEY_PAGE_UP, page_up, false }, { KEY_PAGE_DOWN, page_down, false },
	{ KEY_ENTER, enter, true }, { '\n', enter, true },
	{ KEY_BACKSPACE, delete_left, true },
	{ CONTROL('H'), delete_left, true },
	{ KEY_DELETE, delete_right, true },
	{ CONTROL('S'), save, false }, { CONTROL('Q'), quit, false },
	{ CONTROL('F'), find_ask, false }, { CONTROL('N'), find_next, false },
	{ CONTROL('U'), undo, false }, { CONTROL('_'), undo, false },
	{ CONTROL('K'), cut, true }, { CONTROL('V'), paste, false },
	{ CONTROL('Z'), stop, false }, { CONTROL('G'), help, false },
	{ CONTROL('L'), redraw, false },
};
enum { NCOMMANDS = sizeof(commands) / sizeof(commands[0]) };

static void
take_key(struct editor *e, int key)
{
	const struct command *c = commands;

	while (c < commands + NCOMMANDS && c->key != key)
		c++;
	e->message[0] = '\0';
	e->cutting &= key == CONTROL('K');
	if (c < commands + NCOMMANDS) {
		if (!c->joins)
			history_close(&e->history);
		c->run(e);
		e->cutting = key == CONTROL('K');
	} else if (key == '\t' || (key >= ' ' && key < KEY_NONE)) {
		insert_byte(e, key);
	} else {
		view_say(e, "This key does nothing; ^G shows those that do");
	}
}

/* Takes keys until it is done. False when the terminal has gone. */
static bool
edit(struct editor *e)
{
	while (!done) {
		int key;

		if (!terminal_has_key())
			view_draw(e);
		key = terminal_key(-1);
		if (key == KEY_GONE)
			return false;
		take_key(e, key);
	}
	return true;
}

int
main(int argc, char **argv)
{
	struct editor e = { .goal = -1 };

	tool_begin(argv, "edit", "[-r] file");
	while (tool_option(argc, argv, ":r") != -1)
		e.read_only = true;
	if (optind != argc - 1)
		tool_usage();
	e.path = argv[optind];
	if (!terminal_open(STDIN_FILENO)) {
		tool_error("standard input");
		return tool.status;
	}
	if (!file_load(&e))
		return tool.status;
	terminal_raw();
	view_say(&e, "%s, %zu bytes; ^G shows the keys", e.path, e.text.size);
	if (!edit(&e))
		return TOOL_FAILED;
	view_leave(&e);
	return tool_finish();
}
