/*
 * Paths by inode number. The file system does not know them, so the whole
 * tree is walked, once, when the first is asked for.
 */
#ifndef BIN_INODES_H
#define BIN_INODES_H

#include <dirent.h>
#include <sys/stat.h>

#include "tool.h"

struct inode_name {
	ino_t number;
	char *path;
};

static struct {
	struct inode_name *v;
	size_t n, capacity;
} inode_names;

static inline void inodes_add(ino_t number, char *path)
{
	if (inode_names.n == inode_names.capacity) {
		inode_names.capacity = 2 * inode_names.capacity + BUFSIZ;
		inode_names.v = tool_realloc(inode_names.v,
					     inode_names.capacity *
					     sizeof(*inode_names.v));
	}
	inode_names.v[inode_names.n++] = (struct inode_name){ number, path };
}

/* All below that path, if it is a directory. */
static inline void inodes_walk(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *e;

	while (d != NULL && (e = readdir(d)) != NULL) {
		char *below;

		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		below = tool_join(path, e->d_name);
		inodes_add(e->d_ino, below);
		inodes_walk(below);
	}
	if (d != NULL)
		closedir(d);
}

static inline int inodes_compare(const void *a, const void *b)
{
	const struct inode_name *x = a, *y = b;

	return (x->number > y->number) - (x->number < y->number);
}

/* One of the paths of an inode, or "(no name)". */
static inline const char *inodes_path(ino_t number)
{
	static char root[] = "/";
	struct inode_name key = { number, NULL }, *found;

	if (inode_names.n == 0) {
		struct stat st;

		if (stat(root, &st) == 0)
			inodes_add(st.st_ino, root);
		inodes_walk(root);
		qsort(inode_names.v, inode_names.n, sizeof(*inode_names.v),
		      inodes_compare);
	}
	found = bsearch(&key, inode_names.v, inode_names.n,
			sizeof(*inode_names.v), inodes_compare);
	return found != NULL ? found->path : "(no name)";
}

#endif
