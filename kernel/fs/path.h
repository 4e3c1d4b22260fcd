/*
 * Operations on names. Paths are kernel strings of less than PATH_MAX bytes,
 * relative ones start at `cwd`; one that is an ERR_PTR gives its error back.
 * All may sleep; 0 or a negative errno. Each one that changes something is all
 * or nothing, after a crash too.
 */
#pragma once

#include "abi/stat.h"
#include "arch/types.h"

struct inode;

/* The inode that `path` names, with a reference, or an ERR_PTR. */
struct inode *path_lookup(struct inode *cwd, const char *path);

int path_stat(struct inode *cwd, const char *path, struct stat *st);
int path_mkdir(struct inode *cwd, const char *path);
int path_mknod(struct inode *cwd, const char *path, mode_t mode, dev_t dev);
int path_link(struct inode *cwd, const char *old, const char *new);
int path_unlink(struct inode *cwd, const char *path);
int path_rmdir(struct inode *cwd, const char *path);
int path_rename(struct inode *cwd, const char *old, const char *new);

/*
 * Writes the absolute path of directory `dir` to `to`; its length with the
 * NUL, -ERANGE when size is too small, -ENOENT when `dir` was removed.
 */
ssize_t path_of_dir(struct inode *dir, char *to, size_t size);
