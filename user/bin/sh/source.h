/*
 * Where the parser's characters come from: a string, or a descriptor that is
 * read only as far as needed.
 *
 * A script on standard input shares it with the commands that it runs, so it
 * is read a byte at a time there, unless it is a terminal, which gives a line
 * at a time anyway.
 */
#ifndef SH_SOURCE_H
#define SH_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

enum { SOURCE_END = -1 };

struct source {
	int fd;                    /* -1: all the text is in the buffer     */
	char *buffer;              /* owned                                 */
	size_t next, end, capacity;
	int line;                  /* of the next character, from 1         */
	bool byte_wise;
	bool prompting;
	bool editing;              /* a person types, in the line editor    */
	bool continued;            /* the next prompt is the second one     */
	bool ended;                /* do not read on: the end was seen      */
	bool given_up;             /* it was ^C: nothing is to be run       */
	size_t command;            /* where in the buffer this one began    */
};

/* Text that is copied. */
void source_from_text(struct source *s, const char *text);

/* A descriptor; the source does not close it. */
void source_from_fd(struct source *s, int fd, bool shared, bool prompting);
void source_free(struct source *s);

/* The next character, or the one `ahead` after it; SOURCE_END at the end. */
int source_peek(struct source *s, size_t ahead);

/* Takes the next character. */
int source_next(struct source *s);

/* A new command begins: the first prompt, and reading on after a ^D. */
void source_new_command(struct source *s);

/* Places in the command that is being read: of the next character, and the
   text from one to another, not for long and not NUL-terminated. */
size_t source_place(const struct source *s);
const char *source_text(const struct source *s, size_t from);

/* Drops what is left of the line that was being read. */
void source_skip_line(struct source *s);

/* True when a string holds nothing more but blanks. */
bool source_is_spent(const struct source *s);

#endif
