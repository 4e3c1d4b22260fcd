/*
 * Pathname expansion: the files whose names match a pattern.
 */
#ifndef SH_GLOB_H
#define SH_GLOB_H

#include <stdbool.h>

#include "mem.h"

/*
 * Adds the matching paths, sorted, in the temp arena. False when there is
 * none, or when nothing in the pattern is special.
 */
bool glob_expand(const char *pattern, struct vec *paths);

#endif
