/*
 * Changes of the tree of names. One mutex lets them happen one after another;
 * looking names up needs it not.
 */
#ifndef FS_NAMESPACE_H
#define FS_NAMESPACE_H

#include "fs/inode.h"

/* Keeps all names as they are. Order: after log_begin(), if at all. */
void namespace_lock(void);
void namespace_unlock(void);

/*
 * The file that `path` names, made if there is none, with a reference; or an
 * ERR_PTR, EEXIST when it is there already and `exclusive`.
 */
struct inode *path_create(struct inode *cwd, const char *path,
			  bool exclusive);

#endif
