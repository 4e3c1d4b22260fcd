/*
 * One file being edited: its text, where the cursor is, and what of it is on
 * the screen. Which file does what:
 *
 *   text.c     the bytes            move.c   the cursor
 *   history.c  undo                 view.c   the screen
 *   file.c     reading and saving   ask.c    questions in the last row
 *   find.c     searching            main.c   keys and commands
 */
#ifndef EDIT_EDITOR_H
#define EDIT_EDITOR_H

#include <sys/stat.h>

#include "../cells.h"
#include "../terminal.h"
#include "history.h"

enum {
	MESSAGE_SIZE = 256,
	VIEW_OWN_ROWS = 1,     /* of the screen that are not the text's */
};

struct editor {
	const char *path;
	struct text text;
	struct history history;
	size_t at;             /* the cursor: before this byte            */
	size_t line;           /* newlines before it                      */
	int goal;              /* the column that up and down keep, or -1 */
	size_t top;            /* the first line on the screen starts here */
	int left;              /* the first column on the screen          */
	int rows, columns;     /* of the screen, the last row included    */
	bool read_only;
	bool is_new;           /* there is no such file yet               */
	struct stat on_disk;   /* when it was read or written             */
	char message[MESSAGE_SIZE];
	char *wanted;          /* what was searched for last, or NULL     */
	size_t nwanted;
	char *cut;             /* the lines that were cut last            */
	size_t ncut;
	bool cutting;          /* the last key cut: the next adds to it   */
};

/* --- file.c ----------------------------------------------------------- */

/* Reads the file, if there is one. False after a message on stderr. */
bool file_load(struct editor *e);

/* Saves, or says why not. */
bool file_save(struct editor *e);

/* --- move.c: none of these leaves the text ----------------------------- */

void move_to(struct editor *e, size_t at);
void move_left(struct editor *e);
void move_right(struct editor *e);
void move_lines(struct editor *e, long n);
void move_page(struct editor *e, int direction);     /* 1: down, -1: up */

/* The character at `at`, as it is seen at this column. */
struct cell move_cell(const struct text *t, size_t at, int column);

/* The column of a place, from its line's start. */
int move_column(const struct text *t, size_t at);

/* The last place in the line that starts at `line` and is not behind the
   column; *reached is its own column. */
size_t move_place(const struct text *t, size_t line, int column, int *reached);

/* The start of the line that is n lines away, or as near as there is one. */
size_t move_line_away(const struct text *t, size_t at, long n);

/* --- view.c ----------------------------------------------------------- */

/* Draws everything, with the cursor in the text. */
void view_draw(struct editor *e);

/* The same, but the last row is a question and has the cursor. */
void view_draw_question(struct editor *e, const char *question,
			const char *answer, size_t n);

/* What the last row says until the next key; printf-style. */
void view_say(struct editor *e, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Leaves the last row to who comes after us. */
void view_leave(struct editor *e);

/* Another program has written on the screen. */
void view_forget(void);

/* --- ask.c ------------------------------------------------------------ */

/* A line of text, which is the caller's; NULL when none was given. */
char *ask_text(struct editor *e, const char *question, size_t *n);

/* 'y', 'n', or 0 for neither. */
int ask_yes_no(struct editor *e, const char *question);

/* --- find.c ----------------------------------------------------------- */

/* Asks what to look for, and goes there. */
void find_ask(struct editor *e);

/* Goes on to the next. */
void find_next(struct editor *e);

#endif
