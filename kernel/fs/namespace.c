/*
 * Changes of the tree of names: see namespace.h and path.h.
 *
 * Each change finds and locks all that it needs first; from the first write
 * on nothing fails. It is one operation of the log.
 *
 * Invariant: nlink of a file counts its names; of a directory, its name, its
 * own . and the .. of its subdirectories. 0 means removed.
 * Locks: the namespace mutex, then the directory's inode, then the inode.
 * Read next: remove.c, rename.c, dir.c.
 */
#include "abi/errno.h"
#include "fs/dir.h"
#include "fs/namespace.h"
#include "fs/node.h"
#include "fs/path.h"
#include "fs/walk.h"

static struct mutex namespace_mutex = MUTEX_INIT(namespace_mutex);

void
namespace_lock(void)
{
	mutex_lock(&namespace_mutex);
}

void
namespace_unlock(void)
{
	mutex_unlock(&namespace_mutex);
}

int
change_begin(struct log_op *op, unsigned nblocks, unsigned nfresh)
{
	int error = log_begin(op, nblocks, nfresh);

	if (error == 0)
		namespace_lock();
	return error;
}

void
change_end(struct log_op *op)
{
	namespace_unlock();
	log_end(op);
}

/*
 * Making
 */

#define CREATE_BLOCKS (DIR_RESERVE_BLOCKS + 2)   /* and two inodes'       */
#define CREATE_FRESH  (DIR_RESERVE_FRESH + 1)    /* and a directory's own */

/* What is to be made. */
struct node {
	enum disk_type type;
	uint16_t major, minor;
};

/* Fills a new inode in; it and its directory are edit-locked. */
static int
node_init(struct log_op *op, struct inode *dir, struct inode *ip,
	  const struct node *node)
{
	ip->d.major = node->major;
	ip->d.minor = node->minor;
	if (node->type == DISK_DIR) {
		int error = dir_make(op, ip, dir->number);

		if (error < 0)
			return error;
		dir->d.nlink++;
		ip->d.nlink++;
	}
	ip->d.nlink++;
	inode_store(op, ip);
	return 0;
}

static struct inode *
node_create(struct log_op *op, struct place *p, struct dir_slot *slot,
	    const struct node *node)
{
	struct inode *ip = inode_create(op, node->type);
	int error;

	if (IS_ERR(ip))
		return ip;
	error = node_init(op, p->dir, ip, node);
	if (error < 0)
		inode_free(op, ip);
	else
		dir_enter(op, p->dir, slot, p->name, ip->number);
	inode_edit_unlock(ip);
	if (error == 0)
		return ip;
	inode_put(ip);
	return ERR_PTR(error);
}

/* With the directory edit-locked: makes a node, unless the name exists. */
static struct inode *
create_locked(struct log_op *op, struct place *p, const struct node *node)
{
	struct dir_slot slot;
	struct inode *ip;
	int error = dir_find(p->dir, p->name, &slot);

	dir_slot_put(&slot);
	if (p->dir->d.nlink == 0)
		return ERR_PTR(-ENOENT);
	if (error != -ENOENT)
		return ERR_PTR(error < 0 ? error : -EEXIST);
	if (node->type == DISK_DIR && p->dir->d.nlink == NLINK_MAX)
		return ERR_PTR(-EMLINK);
	error = dir_reserve(op, p->dir, &slot);
	if (error < 0)
		return ERR_PTR(error);
	ip = node_create(op, p, &slot, node);
	dir_slot_put(&slot);
	return ip;
}

static struct inode *
create_at(struct place *p, const struct node *node)
{
	struct log_op op;
	struct inode *ip;
	int error = change_begin(&op, CREATE_BLOCKS, CREATE_FRESH);

	if (error < 0)
		return ERR_PTR(error);
	error = inode_edit_lock(p->dir);
	if (error == 0) {
		ip = create_locked(&op, p, node);
		inode_edit_unlock(p->dir);
	} else {
		ip = ERR_PTR(error);
	}
	change_end(&op);
	return ip;
}

static int
make(struct inode *cwd, const char *path, const struct node *node)
{
	struct place p;
	struct inode *ip;
	int error = walk_to_place(cwd, path, &p);

	if (error < 0)
		return error;
	if (name_is_given(p.name))
		ip = ERR_PTR(-EEXIST);
	else if (p.slash && node->type != DISK_DIR)
		ip = ERR_PTR(-ENOENT);
	else
		ip = create_at(&p, node);
	place_put(&p);
	if (IS_ERR(ip))
		return (int)PTR_ERR(ip);
	inode_put(ip);
	return 0;
}

int
path_mkdir(struct inode *cwd, const char *path)
{
	return make(cwd, path, &(struct node){ .type = DISK_DIR });
}

int
path_mknod(struct inode *cwd, const char *path, mode_t mode, dev_t dev)
{
	struct node node = { .type = DISK_FILE };

	if (S_ISCHR(mode)) {
		node.type = DISK_DEVICE;
		node.major = (uint16_t)DEV_MAJOR(dev);
		node.minor = (uint16_t)DEV_MINOR(dev);
	} else if (!S_ISREG(mode) && (mode & S_IFMT) != 0) {
		return -EINVAL;
	}
	return make(cwd, path, &node);
}

/* Somebody else may make or remove the name in between: then once more. */
static struct inode *
lookup_or_create(struct place *p, bool exclusive)
{
	struct inode *ip;

	for (;;) {
		ip = place_lookup(p);
		if (!IS_ERR(ip) && exclusive) {
			inode_put(ip);
			return ERR_PTR(-EEXIST);
		}
		if (PTR_ERR(ip) != -ENOENT || name_is_given(p->name))
			return ip;
		if (p->slash)
			return ERR_PTR(-EISDIR);
		ip = create_at(p, &(struct node){ .type = DISK_FILE });
		if (PTR_ERR(ip) != -EEXIST || exclusive)
			return ip;
	}
}

struct inode *
path_create(struct inode *cwd, const char *path, bool exclusive)
{
	struct place p;
	struct inode *ip;
	int error = walk_to_place(cwd, path, &p);

	if (error < 0)
		return ERR_PTR(error);
	ip = lookup_or_create(&p, exclusive);
	place_put(&p);
	return ip;
}

/*
 * Linking
 */

#define LINK_BLOCKS (DIR_RESERVE_BLOCKS + 2)
#define LINK_FRESH  DIR_RESERVE_FRESH

/* With the directory edit-locked. */
static int
link_locked(struct log_op *op, struct place *p, struct inode *ip)
{
	struct dir_slot slot;
	int error = dir_find(p->dir, p->name, &slot);

	dir_slot_put(&slot);
	if (p->dir->d.nlink == 0 || ip->d.nlink == 0)
		return -ENOENT;
	if (error != -ENOENT)
		return error < 0 ? error : -EEXIST;
	if (ip->d.nlink == NLINK_MAX)
		return -EMLINK;
	error = dir_reserve(op, p->dir, &slot);
	if (error < 0)
		return error;
	error = inode_edit_lock(ip);
	if (error == 0) {
		ip->d.nlink++;
		inode_store(op, ip);
		inode_edit_unlock(ip);
		dir_enter(op, p->dir, &slot, p->name, ip->number);
	}
	dir_slot_put(&slot);
	return error;
}

static int
link_at(struct place *p, struct inode *ip)
{
	struct log_op op;
	int error;

	if (inode_is_dir(ip))
		return -EPERM;
	if (name_is_given(p->name))
		return -EEXIST;
	if (p->slash)
		return -ENOENT;
	error = change_begin(&op, LINK_BLOCKS, LINK_FRESH);
	if (error < 0)
		return error;
	error = inode_edit_lock(p->dir);
	if (error == 0) {
		error = link_locked(&op, p, ip);
		inode_edit_unlock(p->dir);
	}
	change_end(&op);
	return error;
}

int
path_link(struct inode *cwd, const char *old, const char *new)
{
	struct inode *ip = path_lookup(cwd, old);
	struct place p;
	int error;

	if (IS_ERR(ip))
		return (int)PTR_ERR(ip);
	error = walk_to_place(cwd, new, &p);
	if (error == 0) {
		error = link_at(&p, ip);
		place_put(&p);
	}
	inode_put(ip);
	return error;
}
