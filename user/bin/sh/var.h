/*
 * Variables, and the scopes that give them back their former values: of a
 * function's `local`, and of assignments before a command.
 */
#ifndef SH_VAR_H
#define SH_VAR_H

#include <stdbool.h>

#include "mem.h"

enum {
	VAR_EXPORTED = 1 << 0,
	VAR_READONLY = 1 << 1,
};

/* Its value, NULL when it is not set. */
const char *var_get(const char *name);

/* Sets it to a copy. False, the script ending, when it is read-only. */
bool var_set(const char *name, const char *value);
bool var_unset(const char *name);

/* Adds flags; the variable need not have a value. */
void var_add_flags(const char *name, unsigned flags);

/* Takes over "NAME=value" strings as exported variables. */
void var_import(char **environment);

/* The exported ones as such strings, in the temp arena, NULL-ended. */
char **var_environment(void);

/* Names of all that have all of `flags`, sorted; free with vec_free(). */
void var_names(unsigned flags, struct vec *names);

/*
 * Opens a scope; var_save() remembers a variable, as it is now, in the
 * innermost one; var_scope_close() makes all of those as they were.
 */
void var_scope_open(void);
void var_save(const char *name);
void var_scope_close(void);

#endif
