/*
 * From paths to inodes.
 */
#ifndef FS_WALK_H
#define FS_WALK_H

#include "fs/dir.h"

/* A name in a directory, where something is or is to be. */
struct place {
	struct inode *dir;       /* with a reference                        */
	struct name name;        /* length 0: the path is / alone           */
	bool slash;              /* slashes follow the name: a directory    */
};

/* Finds the place that `path` names. 0 or a negative errno. place_put() gives
   the directory back. Not within an operation. */
int walk_to_place(struct inode *cwd, const char *path, struct place *p);
void place_put(struct place *p);

/* What is at the place: an inode with a reference, or an ERR_PTR. */
struct inode *place_lookup(const struct place *p);

bool name_is_dot(struct name name);
bool name_is_dotdot(struct name name);

/* True for names that exist without having been made: / . and .. */
bool name_is_given(struct name name);

#endif
