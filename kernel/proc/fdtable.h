/*
 * Descriptor tables: small numbers for open files.
 *
 * The first descriptors stand in the table itself; a process that needs more
 * gets a frame for them. Locks: none, a table is touched by its process only.
 */
#ifndef PROC_FDTABLE_H
#define PROC_FDTABLE_H

#include "abi/limits.h"
#include "arch/types.h"

struct fdtable;
struct file;

/* An empty table, or NULL. */
struct fdtable *fdtable_new(void);

/* A copy that shares the open files, or NULL. */
struct fdtable *fdtable_copy(const struct fdtable *from);

/* Closes everything and frees the table. May sleep. */
void fdtable_free(struct fdtable *t);

/* Closes what is marked close-on-exec. May sleep. */
void fdtable_exec(struct fdtable *t);

/* The file behind `fd`, no new reference; NULL when it is not open. */
struct file *fdtable_get(const struct fdtable *t, int fd);

/*
 * Puts `f`, whose reference passes to the table, at the lowest free
 * descriptor >= from. The descriptor, or -EMFILE, -ENOMEM (then the reference
 * stays the caller's).
 */
int fdtable_add(struct fdtable *t, struct file *f, int from, bool cloexec);

/* Puts `f` at `fd` exactly, which is closed first if it is open. */
int fdtable_put_at(struct fdtable *t, struct file *f, int fd);

/* Takes a descriptor out; its reference is the caller's. NULL: not open. */
struct file *fdtable_remove(struct fdtable *t, int fd);

/* The close-on-exec mark of an open descriptor. */
bool fdtable_cloexec(const struct fdtable *t, int fd);
void fdtable_set_cloexec(struct fdtable *t, int fd, bool on);

#endif
