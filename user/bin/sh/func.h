/*
 * The functions that the script has defined.
 */
#ifndef SH_FUNC_H
#define SH_FUNC_H

#include <stdbool.h>

#include "tree.h"

struct func {
	struct func *next;
	struct node *body;
	struct script *script;     /* a reference: it holds the body      */
	char name[];
};

/* Defines or redefines it. */
void func_define(const char *name, struct node *body, struct script *script);

/* NULL when there is none. Who runs it holds a reference to its script. */
struct func *func_find(const char *name);

/* All of them, by their `next`. */
struct func *func_first(void);

/* False when there is none. */
bool func_remove(const char *name);

#endif
