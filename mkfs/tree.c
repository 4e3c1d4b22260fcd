/*
 * Collects what goes into the image.
 *
 * Every name and type is checked here, so that later stages can take a tree
 * for granted. Read next: extent.c (what of a file is data), build.c.
 */
#include "host.h"

#include <dirent.h>
#include <sys/stat.h>

#include "die.h"
#include "tree.h"

#define NS_PER_SECOND UINT64_C(1000000000)

#ifdef __APPLE__
#define STAT_MTIME(st) ((st)->st_mtimespec)
#else
#define STAT_MTIME(st) ((st)->st_mtim)
#endif

const char *
node_place(const struct node *n)
{
	if (n->host)
		return n->host;
	if (n->parent == n)
		return "/";
	return n->name;
}

static void
name_check(const char *name, const char *place)
{
	size_t n = strlen(name);

	if (n > DISK_NAME_MAX)
		die("%s: the name has %zu bytes, a directory entry has room "
		    "for %d: use a shorter name", place, n, DISK_NAME_MAX);
}

static struct node *
node_new(struct node *parent, const char *name, enum disk_type type)
{
	struct node *n = must_realloc(NULL, sizeof(*n));

	*n = (struct node){ .name = must_strdup(name), .type = type };
	n->parent = parent ? parent : n;
	if (!parent)
		return n;
	n->mtime_ns = parent->mtime_ns;
	parent->child = must_grow(parent->child, parent->nchildren,
				  sizeof(parent->child[0]));
	parent->child[parent->nchildren++] = n;
	parent->nsubdirs += type == DISK_DIR;
	return n;
}

static const char *
type_name(mode_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFLNK:
		return "symbolic link";
	case S_IFSOCK:
		return "socket";
	case S_IFIFO:
		return "named pipe";
	case S_IFCHR:
		return "character device";
	case S_IFBLK:
		return "block device";
	default:
		return "file of an unknown type";
	}
}

static enum disk_type
type_check(const struct stat *st, const char *place)
{
	if (S_ISDIR(st->st_mode))
		return DISK_DIR;
	if (S_ISREG(st->st_mode))
		return DISK_FILE;
	if (S_ISCHR(st->st_mode) || S_ISBLK(st->st_mode))
		die("%s is a %s: devices are added with "
		    "--device PATH:MAJOR:MINOR", place,
		    type_name(st->st_mode));
	die("%s is a %s: the file system holds files, directories and "
	    "devices only; remove it from the tree", place,
	    type_name(st->st_mode));
}

static uint64_t
mtime_of(const struct tree *t, const struct stat *st)
{
	if (t->epoch_set)
		return t->epoch_ns;
	if (STAT_MTIME(st).tv_sec < 0)
		return 0;
	return (uint64_t)STAT_MTIME(st).tv_sec * NS_PER_SECOND +
	       (uint64_t)STAT_MTIME(st).tv_nsec;
}

/* Takes over what the host tells of the node. */
static void
node_describe(const struct tree *t, struct node *n, char *host,
	      const struct stat *st)
{
	uint64_t limit = DISK_MAX_FILE_BLOCKS * DISK_BLOCK_SIZE;

	n->host = host;
	n->mtime_ns = mtime_of(t, st);
	if (n->type != DISK_FILE)
		return;
	n->size = (uint64_t)st->st_size;
	n->host_dev = (uint64_t)st->st_dev;
	n->host_ino = (uint64_t)st->st_ino;
	n->host_linked = st->st_nlink > 1;
	if (n->size > limit)
		die("%s is too large: %" PRIu64 " bytes, a file can have %"
		    PRIu64, host, n->size, limit);
}

static void dir_read(struct tree *t, struct node *dir);

static void
entry_read(struct tree *t, struct node *dir, const char *name)
{
	char *host = must_format("%s/%s", dir->host, name);
	struct node *n;
	struct stat st;

	if (lstat(host, &st) != 0)
		die("cannot look at %s: %s", host, strerror(errno));
	name_check(name, host);
	n = node_new(dir, name, type_check(&st, host));
	node_describe(t, n, host, &st);
	if (n->type == DISK_DIR)
		dir_read(t, n);
}

static bool
is_dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static void
dir_read(struct tree *t, struct node *dir)
{
	DIR *d = opendir(dir->host);
	struct dirent *e;

	if (!d)
		die("cannot read directory %s: %s", dir->host,
		    strerror(errno));
	while (errno = 0, e = readdir(d)) {
		if (!is_dots(e->d_name))
			entry_read(t, dir, e->d_name);
	}
	if (errno)
		die("cannot read directory %s: %s", dir->host,
		    strerror(errno));
	closedir(d);
}

static void
epoch_read(struct tree *t)
{
	const char *s = getenv("SOURCE_DATE_EPOCH");
	unsigned long long seconds;
	char *end;

	if (!s || !*s)
		return;
	errno = 0;
	seconds = strtoull(s, &end, 10);
	if (*s == '-' || *end || errno ||
	    seconds > UINT64_MAX / NS_PER_SECOND)
		die("SOURCE_DATE_EPOCH is \"%s\": it must be a number of "
		    "seconds since 1970", s);
	t->epoch_set = true;
	t->epoch_ns = seconds * NS_PER_SECOND;
}

void
tree_read(struct tree *t, const char *host)
{
	struct stat st;

	*t = (struct tree){ 0 };
	epoch_read(t);
	if (stat(host, &st) != 0)
		die("cannot look at the tree %s: %s", host, strerror(errno));
	if (!S_ISDIR(st.st_mode))
		die("%s is not a directory: the last argument is the folder "
		    "to build the image from", host);
	t->root = node_new(NULL, "", DISK_DIR);
	node_describe(t, t->root, must_strdup(host), &st);
	dir_read(t, t->root);
}

static struct node *
child_find(const struct node *dir, const char *name)
{
	for (size_t i = 0; i < dir->nchildren; i++) {
		if (strcmp(dir->child[i]->name, name) == 0)
			return dir->child[i];
	}
	return NULL;
}

/* The directory `name` of `dir`, made when it is missing. */
static struct node *
dir_enter(struct node *dir, const char *name, const char *path)
{
	struct node *n = child_find(dir, name);

	if (!n)
		return node_new(dir, name, DISK_DIR);
	if (n->type != DISK_DIR)
		die("%s: %s is not a directory", path, name);
	return n;
}

/* A new node at absolute `path`, with the directories above it. */
static struct node *
path_create(struct tree *t, const char *path, enum disk_type type)
{
	char *rest = must_strdup(path), *name, *next;
	struct node *dir = t->root;

	if (path[0] != '/')
		die("%s: a path in the image begins with /", path);
	for (name = strtok(rest, "/"); name; name = next) {
		next = strtok(NULL, "/");
		name_check(name, path);
		if (is_dots(name))
			die("%s: \".\" and \"..\" cannot be used here", path);
		if (next)
			dir = dir_enter(dir, name, path);
		else if (child_find(dir, name))
			die("%s is in the image already: give another path",
			    path);
		else
			return node_new(dir, name, type);
	}
	die("\"%s\" names no file", path);
}

void
tree_add_device(struct tree *t, const char *path, unsigned major,
		unsigned minor)
{
	struct node *n = path_create(t, path, DISK_DEVICE);

	n->major = major;
	n->minor = minor;
}

void
tree_add_file(struct tree *t, const char *path, const char *host)
{
	struct stat st;
	struct node *n;

	if (stat(host, &st) != 0)
		die("cannot look at %s: %s", host, strerror(errno));
	if (!S_ISREG(st.st_mode))
		die("%s is not a regular file: --add adds single files", host);
	n = path_create(t, path, DISK_FILE);
	node_describe(t, n, must_strdup(host), &st);
}
