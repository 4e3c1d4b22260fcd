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
#include "abi/limits.h"
#include "fs/namespace.h"
#include "fs/path.h"
#include "lib/string.h"

static const char *
skip_slashes(const char *s)
{
	while (*s == '/')
		s++;
	return s;
}

/* The name that begins at `s`, and whether it is a given one. */
static void
name_read(const char *s, struct place *p)
{
	struct name name = { .text = s, .length = 0 };

	while (s[name.length] != '\0' && s[name.length] != '/')
		name.length++;
	p->name = name;
	p->given = NOT_GIVEN;
	if (name.length == 0)
		p->given = GIVEN_ROOT;
	else if (name.length == 1 && s[0] == '.')
		p->given = GIVEN_DOT;
	else if (name.length == 2 && s[0] == '.' && s[1] == '.')
		p->given = GIVEN_DOTDOT;
}

struct inode *
place_step(struct inode *dir, struct name name)
{
	struct inode *next = dir_lookup(dir, name);

	inode_put(dir);
	return next;
}

int
place_find(struct inode *cwd, const char *path, struct place *p)
{
	int error = 0;

	if (UNLIKELY(IS_ERR(path)))
		return (int)PTR_ERR(path);
	if (path[0] == '\0')
		return -ENOENT;
	if (strnlen(path, PATH_MAX) == PATH_MAX)
		return -ENAMETOOLONG;
	p->dir = path[0] == '/' ? fs_root() : inode_ref(cwd);
	for (path = skip_slashes(path); ; path = skip_slashes(path)) {
		name_read(path, p);
		path += p->name.length;
		p->slash = *path == '/';
		if (!inode_is_dir(p->dir))
			error = -ENOTDIR;
		else if (p->name.length > DISK_NAME_MAX)
			error = -ENAMETOOLONG;
		if (error < 0 || *skip_slashes(path) == '\0')
			break;
		if (p->given != GIVEN_DOT)
			p->dir = place_step(p->dir, p->name);
		if (IS_ERR(p->dir))
			return (int)PTR_ERR(p->dir);
	}
	if (error < 0)
		inode_put(p->dir);
	return error;
}

struct inode *
place_lookup(const struct place *p)
{
	struct inode *ip;

	if (p->given == GIVEN_ROOT || p->given == GIVEN_DOT)
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
	int error = place_find(cwd, path, &p);

	if (error < 0)
		return ERR_PTR(error);
	ip = place_lookup(&p);
	inode_put(p.dir);
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

/* Prepends /NAME, where NAME is what directory `number` is called in
   `parent`; *at moves, but not below `start`. */
static int
prepend_name(struct inode *parent, uint32_t number, char *start, char **at)
{
	struct dir_slot slot;
	size_t n;
	int error;

	mutex_lock(&parent->lock);
	error = dir_find_number(parent, number, &slot);
	if (error == 0) {
		n = strnlen(slot.entry->name, DISK_NAME_MAX);
		if ((size_t)(*at - start) < n + 1) {
			error = -ERANGE;
		} else {
			*at -= n + 1;
			**at = '/';
			memcpy(*at + 1, slot.entry->name, n);
		}
	}
	dir_slot_put(&slot);
	mutex_unlock(&parent->lock);
	return error;
}

ssize_t
path_of_dir(struct inode *dir, char *to, size_t size)
{
	struct inode *ip = inode_ref(dir);
	char *at = to + size;
	ssize_t length;
	int error = size < sizeof("/") ? -ERANGE : 0;

	if (error == 0)
		*--at = '\0';
	/* All directories on the way up have names, and keep them. */
	mutex_lock(&namespace_mutex);
	while (error == 0 && ip->number != DISK_ROOT_INODE) {
		uint32_t number = ip->number;

		ip = place_step(ip, DOTDOT);
		error = IS_ERR(ip) ? (int)PTR_ERR(ip) :
			prepend_name(ip, number, to, &at);
	}
	mutex_unlock(&namespace_mutex);
	if (!IS_ERR(ip))
		inode_put(ip);
	if (error < 0)
		return error;
	if (*at == '\0')
		*--at = '/';
	length = to + size - at;
	memmove(to, at, (size_t)length);
	return length;
}
