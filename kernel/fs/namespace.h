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

/* Finds the place that `path` names. 0 or a negative errno; p->dir is to be
   given back. Not within an operation. */
int place_find(struct inode *cwd, const char *path, struct place *p);

/* dir_lookup(), and the reference to `dir` is given back. */
struct inode *place_step(struct inode *dir, struct name name);

/* What is at the place: an inode with a reference, or an ERR_PTR. */
struct inode *place_lookup(const struct place *p);

/* Keeps all names as they are. Order: after log_begin(), if at all. */
extern struct mutex namespace_mutex;

/*
 * Makes an inode of that type, which `path` names, with a reference; or an
 * ERR_PTR. One that is there already is EEXIST if `exclusive`, else it is
 * what is returned.
 */
struct inode *path_create(struct inode *cwd, const char *path,
			  enum disk_type type, dev_t dev, bool exclusive);
