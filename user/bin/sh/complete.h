/*
 * Completing the word before the cursor: a command, or a path.
 */
#ifndef SH_COMPLETE_H
#define SH_COMPLETE_H

#include <stdbool.h>

#include "input.h"

/*
 * Adds what all names have in common that the word can become; behind the only
 * one a blank, or a slash behind a directory. When there is nothing to add and
 * `list` is set, shows the names below the line. False when neither was done.
 */
bool complete(struct input *in, bool list);

#endif
