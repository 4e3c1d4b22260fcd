/*
 * Parameters by name: variables, $1 and the like, $? and the like.
 */
#ifndef SH_PARAM_H
#define SH_PARAM_H

#include <stdbool.h>

#include "tree.h"

/* Its value, in the temp arena or in place; NULL when it is not set. */
const char *param_get(const char *name);

/* All positional parameters in one string, `separator` between them. */
char *param_join(const char *separator);

/* `value` without what the pattern matches at its start or end. */
char *param_cut(const char *value, const char *pattern, enum param_op op);

#endif
