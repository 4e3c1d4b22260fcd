/*
 * The tests of find: each looks at a file and at its node of the expression,
 * which has what is to be compared.
 */
#ifndef BIN_FIND_TESTS_H
#define BIN_FIND_TESTS_H

#include <dirent.h>
#include <sys/stat.h>
#include <time.h>

#include "tool.h"
#include "wildcard.h"

enum {
	FIND_BLOCK = 512,              /* the unit of -size, in bytes       */
	FIND_KIB = 1024,
	FIND_MINUTE = 60,              /* of -mmin and -mtime, in seconds   */
	FIND_DAY = 24 * 60 * FIND_MINUTE,
};

struct file {
	const char *path;
	struct stat st;
};

struct node {
	bool (*test)(struct node *node, const struct file *file);
	struct node *left, *right;     /* of ! -a -o                        */
	const char *text;
	long number, unit;             /* compared in units, rounded up     */
	char compare;                  /* '+' more, '-' less, 0 equal       */
	char **words;                  /* of -exec; with + the files follow */
	size_t nwords, nfiles;
	long bytes;
	struct node *next;             /* all -exec +, to be run at the end */
};

static time_t find_now;             /* when find was started */

static inline bool find_compares(const struct node *node, long value)
{
	if (node->compare == '+')
		return value > node->number;
	if (node->compare == '-')
		return value < node->number;
	return value == node->number;
}

static inline bool find_name(struct node *node, const struct file *file)
{
	const char *base = tool_basename(file->path);
	char *name = strndup(base, base[0] == '/' ? 1 : strcspn(base, "/"));
	bool fold = node->number != 0;
	bool matches = name != NULL && wildcard_matches(node->text, name, fold);

	free(name);
	return matches;
}

static inline bool find_path(struct node *node, const struct file *file)
{
	return wildcard_matches(node->text, file->path, false);
}

static inline bool find_type(struct node *node, const struct file *file)
{
	mode_t mode = file->st.st_mode;

	return (S_ISREG(mode) && strchr(node->text, 'f') != NULL) ||
	       (S_ISDIR(mode) && strchr(node->text, 'd') != NULL) ||
	       (S_ISCHR(mode) && strchr(node->text, 'c') != NULL) ||
	       (S_ISFIFO(mode) && strchr(node->text, 'p') != NULL);
}

static inline bool find_size(struct node *node, const struct file *file)
{
	long units = (file->st.st_size + node->unit - 1) / node->unit;

	return find_compares(node, units);
}

static inline bool find_newer(struct node *node, const struct file *file)
{
	return file->st.st_mtime > node->number;
}

/* -mtime counts whole days; -mmin minutes begun. */
static inline bool find_age(struct node *node, const struct file *file)
{
	long age = find_now - file->st.st_mtime;

	if (node->unit == FIND_MINUTE)
		age += FIND_MINUTE - 1;
	return find_compares(node, age / node->unit);
}

static inline bool find_links(struct node *node, const struct file *file)
{
	return find_compares(node, file->st.st_nlink);
}

static inline bool find_inode(struct node *node, const struct file *file)
{
	return find_compares(node, file->st.st_ino);
}

static inline bool find_constant(struct node *node, const struct file *file)
{
	(void)file;
	return node->number != 0;
}

static inline bool find_is_empty_folder(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *d;
	bool empty = true;

	if (dir == NULL) {
		tool_error(path);
		return false;
	}
	while (empty && (d = readdir(dir)) != NULL)
		empty = strcmp(d->d_name, ".") == 0 ||
			strcmp(d->d_name, "..") == 0;
	closedir(dir);
	return empty;
}

static inline bool find_empty(struct node *node, const struct file *file)
{
	(void)node;
	if (S_ISDIR(file->st.st_mode))
		return find_is_empty_folder(file->path);
	return S_ISREG(file->st.st_mode) && file->st.st_size == 0;
}

static inline bool find_not(struct node *node, const struct file *file)
{
	return !node->left->test(node->left, file);
}

static inline bool find_both(struct node *node, const struct file *file)
{
	return node->left->test(node->left, file) &&
	       node->right->test(node->right, file);
}

static inline bool find_either(struct node *node, const struct file *file)
{
	return node->left->test(node->left, file) ||
	       node->right->test(node->right, file);
}

#endif
