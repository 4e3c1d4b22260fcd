/*
 * Places in the tree of names, and changes of it. One mutex lets changes
 * happen one after another; looking names up needs it not.
 */
#pragma once

#include "fs/dir.h"

#define NLINK_MAX UINT16_MAX

/* Names that exist without having been made. */
enum given { NOT_GIVEN, GIVEN_ROOT, GIVEN_DOT, GIVEN_DOTDOT };

/* A name in a directory, where something is or is to be. */
struct place {
	struct inode *dir;       /* with a reference                     */
	struct name name;        /* empty: the path is / alone           */
	enum given given;
	bool slash;              /* slashes follow the name: a directory */
};

/* Finds the place that `path` names. 0 or a negative errno. place_put() gives
   the directory back. Not within an operation. */
int place_find(struct inode *cwd, const char *path, struct place *p);
void place_put(struct place *p);

/* What is at the place: an inode with a reference, or an ERR_PTR. */
struct inode *place_lookup(const struct place *p);

/* Keeps all names as they are. Order: after log_begin(), if at all. */
extern struct mutex namespace_mutex;

/*
 * Counts one name less of an inode that is edit-locked; one that has no more
 * names is freed, or becomes an orphan if others have it open. Changes at
 * most INODE_CUT_BLOCKS blocks.
 */
void name_drop(struct log_op *op, struct inode *ip);

/*
 * The file that `path` names, made if there is none, with a reference; or an
 * ERR_PTR, EEXIST when it is there already and `exclusive`.
 */
struct inode *path_create(struct inode *cwd, const char *path,
			  bool exclusive);
