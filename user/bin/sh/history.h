/*
 * The lines that were typed before, oldest first: in memory, and in the file
 * that $HISTFILE names, from one boot to the next.
 */
#ifndef SH_HISTORY_H
#define SH_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

/* Reads the file; it need not be there. Sets $HISTFILE if it is not set. */
void history_load(void);

/* A line, newline or not, is the newest from now on, in the file too; not if
   it is blank or the same as the one before. */
void history_add(const char *line);

size_t history_count(void);

/* The i-th line, from 0; i < history_count(). Not for long: the next
   history_add() may drop it. */
const char *history_line(size_t i);

/* The newest line before the i-th that contains `text`; or `i`. */
size_t history_search(size_t i, const char *text);

#endif
