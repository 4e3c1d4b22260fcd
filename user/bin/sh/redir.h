/*
 * Redirections.
 */
#ifndef SH_REDIR_H
#define SH_REDIR_H

#include <stdbool.h>

#include "tree.h"

/* Descriptors from here on belong to the shell, not to commands. */
enum { FIRST_PRIVATE_FD = 10 };

/* What the descriptors were before redirections. Zeroed: nothing yet. */
struct redir_undo {
	struct redir_undo *next;
	int fd;
	int copy;                  /* -1: it was closed                   */
};

/*
 * Performs the redirections in their order. False after a message when one
 * fails; those before it stand. With `undo`, notes there (in the temp arena)
 * what redir_undo() needs to take them back.
 */
bool redir_apply(const struct redir *list, struct redir_undo **undo);
void redir_undo(struct redir_undo *undo);

/* Keeps them for good: the copies are closed. */
void redir_keep(struct redir_undo *undo);

/* Moves a descriptor out of the way of commands and closes it on exec. */
int redir_private_fd(int fd);

#endif
