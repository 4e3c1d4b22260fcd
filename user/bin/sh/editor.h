/*
 * Reading a command line from a person at a terminal.
 */
#ifndef SH_EDITOR_H
#define SH_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

enum edited {
	EDITED_LINE,           /* a line, its newline included              */
	EDITED_NOTHING,        /* ^C: what was begun is given up            */
	EDITED_END,            /* ^D on an empty line, or no terminal       */
};

/* Is there a terminal that understands what moves a cursor? */
bool editor_is_usable(int fd);

/*
 * Shows the prompt and lets a line be edited until Enter. The line is the
 * editor's until the next call. While it waits the terminal is in raw mode;
 * afterwards it is as it was, and nothing behind the newline has been read:
 * that is for the command.
 */
enum edited editor_read(int fd, const char *prompt, const char **line);

#endif
