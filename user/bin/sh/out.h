/*
 * Standard output of the shell's own commands. It is gathered and written
 * when the command ends, whatever descriptor 1 is then; stdio would keep what
 * could not be written and try again in the wrong place.
 */
#ifndef SH_OUT_H
#define SH_OUT_H

#include <stdbool.h>
#include <stddef.h>

void out_char(char c);
void out_string(const char *s);
void out_bytes(const char *s, size_t n);
void out_format(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

/* `s` in single quotes, so that the shell reads it as one word. */
void out_quoted(const char *s);

/* Writes what was gathered; false, after a message, when that fails. */
bool out_flush(void);

#endif
