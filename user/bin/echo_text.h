/*
 * What echo does, as a program and as the shell's command: its arguments,
 * separated by blanks, with backslash escapes understood (as POSIX systems
 * with the XSI option do); -n leaves out the newline, and so does \c.
 */
#ifndef BIN_ECHO_TEXT_H
#define BIN_ECHO_TEXT_H

#include <stdbool.h>
#include <string.h>

#include "escape.h"

/* Gives one argument to put(); false when it asked to stop with \c. */
static inline bool echo_argument(const char *s, void (*put)(char c))
{
	while (*s != '\0') {
		int c = ESCAPE_NONE;

		if (*s++ == '\\')
			c = escape_read(&s, 1);
		if (c == ESCAPE_STOP)
			return false;
		put(c == ESCAPE_NONE ? s[-1] : c);
	}
	return true;
}

/* Gives argv[1] and those after it to put(). */
static inline void echo_arguments(char **argv, void (*put)(char c))
{
	bool newline = true;

	argv++;
	if (*argv != NULL && strcmp(*argv, "-n") == 0) {
		newline = false;
		argv++;
	}
	for (; *argv != NULL; argv++) {
		if (!echo_argument(*argv, put))
			return;
		if (argv[1] != NULL)
			put(' ');
	}
	if (newline)
		put('\n');
}

#endif
