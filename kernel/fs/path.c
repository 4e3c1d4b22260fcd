/*
 * Paths: from strings to inodes, and back for directories.
 *
 * A walk holds a reference to the directory it is in and locks it only while
 * it searches it; so a walk waits for nobody else's walk, and a directory on
 * its way may be renamed or removed behind it.
 *
 * Locks: none are held between two steps.
 * Read next: dir.c (one step), namespace.c (what changes names).
 */
#include "abi/errno.h"
#include "abi/limits.h"
#include "fs/namespace.h"
#include "fs/path.h"
#include "fs/super.h"
#include "fs/walk.h"
#include "lib/string.h"

static const struct name dotdot = { "..", 2 };

bool
name_is_dot(struct name name)
{
	return name.length == 1 && name.text[0] == '.';
}

bool
name_is_dotdot(struct name name)
{
	return name.length == dotdot.length && name.text[0] == '.' &&
	       name.text[1] == '.';
}

bool
name_is_given(struct name name)
{
	return name.length == 0 || name_is_dot(name) || name_is_dotdot(name);
}

static const char *
skip_slashes(const char *s)
{
	while (*s == '/')
		s++;
	return s;
}

static struct name
name_at(const char *s)
{
	struct name name = { .text = s, .length = 0 };

	while (s[name.length] != '\0' && s[name.length] != '/')
		name.length++;
	return name;
}

/* One step from `ip`, whose reference goes over to the result. */
static struct inode *
step(struct inode *ip, struct name name)
{
	struct inode *next;

	if (name_is_dot(name) && inode_is_dir(ip))
		return ip;
	next = name.length <= DISK_NAME_MAX ? dir_lookup(ip, name) :
					      ERR_PTR(-ENAMETOOLONG);
	inode_put(ip);
	return next;
}

/* Finds the last name of `path` and the directory that it is in. */
static int
walk(struct inode *ip, const char *path, struct place *p)
{
	const char *rest;

	for (path = skip_slashes(path); ; path = rest) {
		p->name = name_at(path);
		rest = skip_slashes(path + p->name.length);
		if (*rest == '\0')
			break;
		ip = step(ip, p->name);
		if (IS_ERR(ip))
			return (int)PTR_ERR(ip);
	}
	p->dir = ip;
	p->slash = rest > path + p->name.length;
	return 0;
}

int
walk_to_place(struct inode *cwd, const char *path, struct place *p)
{
	int error;

	if (path[0] == '\0')
		return -ENOENT;
	if (strnlen(path, PATH_MAX) == PATH_MAX)
		return -ENAMETOOLONG;
	error = walk(path[0] == '/' ? fs_root() : inode_ref(cwd), path, p);
	if (error < 0)
		return error;
	if (inode_is_dir(p->dir) && p->name.length <= DISK_NAME_MAX)
		return 0;
	error = inode_is_dir(p->dir) ? -ENAMETOOLONG : -ENOTDIR;
	place_put(p);
	return error;
}

void
place_put(struct place *p)
{
	inode_put(p->dir);
}

struct inode *
place_lookup(const struct place *p)
{
	struct inode *ip;

	if (p->name.length == 0 || name_is_dot(p->name))
		return inode_ref(p->dir);
	ip = dir_lookup(p->dir, p->name);
	if (IS_ERR(ip) || !p->slash || inode_is_dir(ip))
		return ip;
	inode_put(ip);
	return ERR_PTR(-ENOTDIR);
}

struct inode *
path_lookup(struct inode *cwd, const char *path)
{
	struct place p;
	struct inode *ip;
	int error = walk_to_place(cwd, path, &p);

	if (error < 0)
		return ERR_PTR(error);
	ip = place_lookup(&p);
	place_put(&p);
	return ip;
}

int
path_stat(struct inode *cwd, const char *path, struct stat *st)
{
	struct inode *ip = path_lookup(cwd, path);

	if (IS_ERR(ip))
		return (int)PTR_ERR(ip);
	inode_stat(ip, st);
	inode_put(ip);
	return 0;
}

/*
 * Back: the path of a directory
 */

/* Writes /NAME in front of *at, which moves; `start` is as far as it goes. */
static int
prepend(char *start, char **at, const struct disk_dirent *e)
{
	size_t n = strnlen(e->name, DISK_NAME_MAX);

	if ((size_t)(*at - start) < n + 1)
		return -ERANGE;
	*at -= n + 1;
	**at = '/';
	memcpy(*at + 1, e->name, n);
	return 0;
}

/* Prepends the name that directory `number` has in `parent`. */
static int
prepend_name(struct inode *parent, uint32_t number, char *start, char **at)
{
	struct dir_slot slot;
	int error;

	mutex_lock(&parent->lock);
	error = dir_find_number(parent, number, &slot);
	if (error == 0)
		error = prepend(start, at, dir_entry(&slot));
	dir_slot_put(&slot);
	mutex_unlock(&parent->lock);
	return error;
}

/* The namespace mutex is held: all directories on the way up have names. */
static int
climb(struct inode *dir, char *start, char **at)
{
	struct inode *ip = inode_ref(dir);
	int error = 0;

	while (ip->number != DISK_ROOT_INODE && error == 0) {
		struct inode *parent = dir_lookup(ip, dotdot);

		if (IS_ERR(parent)) {
			error = (int)PTR_ERR(parent);
			break;
		}
		error = prepend_name(parent, ip->number, start, at);
		inode_put(ip);
		ip = parent;
	}
	inode_put(ip);
	return error;
}

ssize_t
path_of_dir(struct inode *dir, char *to, size_t size)
{
	char *at = to + size;
	ssize_t length;
	int error;

	if (size < sizeof("/"))
		return -ERANGE;
	*--at = '\0';
	namespace_lock();
	error = climb(dir, to, &at);
	namespace_unlock();
	if (error < 0)
		return error;
	if (*at == '\0')
		*--at = '/';
	length = to + size - at;
	memmove(to, at, (size_t)length);
	return length;
}
