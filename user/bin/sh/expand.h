/*
 * Expansion: what a word of the command becomes before the command runs.
 *
 * Results lie in the temp arena. An error has been reported, and shell.flow
 * set, when one of these returns NULL or false.
 *
 * Read next: field.h, for splitting and the backslashes inside patterns.
 */
#ifndef SH_EXPAND_H
#define SH_EXPAND_H

#include <stdbool.h>

#include "tree.h"

/* Words of a command: split into fields, file names filled in. */
bool expand_words(const struct word *list, struct vec *fields);

/* One string, neither split nor matched with files. */
char *expand_string(const struct word *w);

/* A pattern for pattern_matches(); what was quoted is plain in it. */
char *expand_pattern(const struct word *w);

#endif
