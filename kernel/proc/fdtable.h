/*
 * Descriptor tables: small numbers for open files.
 *
 * Locks: none, a table is touched by its process only.
 */
#pragma once

#include "abi/limits.h"
#include "arch/types.h"

struct file;

/* One page frame; from descriptor `end` on nothing in it means anything. */
struct fdtable {
	int end;
	bool cloexec[OPEN_MAX];
	struct file *files[OPEN_MAX];    /* referenced; NULL: free */
};

/* A table with the open files of `from`, now shared, or an empty one when
   `from` is NULL. NULL when memory is out. */
struct fdtable *fdtable_new(const struct fdtable *from);

/* Closes everything and frees the table. May sleep. */
void fdtable_free(struct fdtable *t);

/* Closes everything, or what is marked close-on-exec. May sleep. */
void fdtable_close(struct fdtable *t, bool all);

/* The file behind `fd`, no new reference; NULL when it is not open. */
struct file *fdtable_get(const struct fdtable *t, int fd);

/* Puts `f`, whose reference it takes over, at the lowest free descriptor >=
   from. The descriptor, or -EMFILE: then the reference is dropped. */
int fdtable_add(struct fdtable *t, struct file *f, int from, bool cloexec);

/* Takes a descriptor out; its reference is the caller's. NULL: not open. */
struct file *fdtable_remove(struct fdtable *t, int fd);
