/*
 * Pathname expansion, one part of the path after the other: plain parts are
 * taken over, parts with something special are compared with the names in the
 * folder that the path so far leads to.
 */
#include "glob.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "pattern.h"

static void walk(struct buf *path, const char *pattern, struct vec *found);

/* Does the path exist? Then it is a result. */
static void
add_if_there(struct buf *path, struct vec *found)
{
	struct stat st;

	if (stat(path->s, &st) == 0)
		vec_add(found, arena_strdup(&temp, path->s));
}

/* Goes on with path/name and what the pattern says after this part. */
static void
descend(struct buf *path, const char *name, const char *rest,
	struct vec *found)
{
	size_t before = path->n;

	buf_string(path, name);
	while (*rest == '/')
		buf_char(path, *rest++);
	if (*rest != '\0')
		walk(path, rest, found);
	else
		add_if_there(path, found);
	path->n = before;
	path->s[before] = '\0';
}

static void
match_names(struct buf *path, const char *part, const char *rest,
	    struct vec *found)
{
	DIR *dir = opendir(path->n > 0 ? path->s : ".");
	struct dirent *entry;
	bool hidden = part[0] == '.' || strncmp(part, "\\.", 2) == 0;

	if (dir == NULL)
		return;
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.' && !hidden)
			continue;
		if (pattern_matches(part, entry->d_name))
			descend(path, entry->d_name, rest, found);
	}
	closedir(dir);
}

static void
walk(struct buf *path, const char *pattern, struct vec *found)
{
	size_t n = strcspn(pattern, "/");
	char *part = arena_copy(&temp, pattern, n);

	if (pattern_is_active(part)) {
		match_names(path, part, pattern + n, found);
		return;
	}
	pattern_unescape(part);
	descend(path, part, pattern + n, found);
}

static int
compare_paths(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

bool
glob_expand(const char *pattern, struct vec *paths)
{
	struct buf path = { NULL, 0, 0 };
	size_t before = paths->n;

	if (!pattern_is_active(pattern))
		return false;
	buf_string(&path, "");
	walk(&path, pattern, paths);
	buf_free(&path);
	if (paths->n == before)
		return false;
	qsort(paths->v + before, paths->n - before, sizeof(*paths->v),
	      compare_paths);
	return true;
}
