/*
 * Changes of the tree of names: see namespace.h and path.h.
 *
 * Each change finds and locks all that it needs first; from the first write
 * on nothing fails. It is one operation of the log. What loses its last name
 * is freed in the same operation, unless somebody has it open: then it
 * becomes an orphan. References are dropped after the operation's end, as
 * dropping an orphan's last one is an operation too.
 *
 * Invariant: nlink of a file counts its names; of a directory, its name, its
 * own . and the .. of its subdirectories. 0 means removed.
 * Locks: the namespace mutex, then the directory's inode, then the inode.
 * Read next: rename.c, dir.c.
 */
#include "abi/errno.h"
#include "fs/namespace.h"
#include "fs/path.h"
#include "fs/super.h"

/* The entry, the directory's inode, the other's inode; a directory's block. */
#define CREATE_BLOCKS (DIR_RESERVE_BLOCKS + 2)
#define CREATE_FRESH  (DIR_RESERVE_FRESH + 1)
#define REMOVE_BLOCKS (INODE_CUT_BLOCKS + 2)

struct mutex namespace_mutex = MUTEX_INIT(namespace_mutex);

/* A change of one directory. */
struct change {
	struct log_op op;
	struct inode *dir;           /* edit-locked                 */
	struct dir_slot slot;        /* the entry that changes      */
};

static int
change_begin(struct change *c, struct inode *dir, unsigned nblocks,
	     unsigned nfresh)
{
	int error = log_begin(&c->op, nblocks, nfresh);

	if (error < 0)
		return error;
	c->dir = dir;
	c->slot.b = NULL;
	mutex_lock(&namespace_mutex);
	error = inode_edit_lock(dir);
	if (error < 0) {
		mutex_unlock(&namespace_mutex);
		log_end(&c->op);
	}
	return error;
}

static void
change_end(struct change *c)
{
	dir_slot_put(&c->slot);
	inode_edit_unlock(c->dir);
	mutex_unlock(&namespace_mutex);
	log_end(&c->op);
}

/* An entry for a name that is not there yet. */
static int
change_new_entry(struct change *c, struct name name)
{
	int error = dir_find(c->dir, name, &c->slot);

	if (error != -ENOENT)
		return error < 0 ? error : -EEXIST;
	return c->dir->d.nlink == 0 ? -ENOENT :
		dir_reserve(&c->op, c->dir, &c->slot);
}

/* Makes a node, unless the name exists. */
static struct inode *
create_at(struct place *p, enum disk_type type, dev_t dev)
{
	struct inode *ip = NULL;
	struct change c;
	int error = change_begin(&c, p->dir, CREATE_BLOCKS, CREATE_FRESH);

	if (error < 0)
		return ERR_PTR(error);
	error = change_new_entry(&c, p->name);
	if (error == 0 && type == DISK_DIR && p->dir->d.nlink == NLINK_MAX)
		error = -EMLINK;
	if (error == 0)
		ip = inode_create(&c.op, type, dev);
	if (ip != NULL && !IS_ERR(ip)) {
		ip->d.major = (uint16_t)DEV_MAJOR(dev);
		ip->d.minor = (uint16_t)DEV_MINOR(dev);
		ip->d.nlink = type == DISK_DIR ? 2 : 1;
		if (type == DISK_DIR)
			error = dir_make(&c.op, ip, p->dir->number);
		if (error == 0) {
			p->dir->d.nlink += type == DISK_DIR ? 1 : 0;
			inode_store(&c.op, ip);
			dir_enter(&c.op, p->dir, &c.slot, p->name, ip->number);
		} else {
			inode_free(&c.op, ip);
		}
		inode_edit_unlock(ip);
	}
	change_end(&c);
	if (error < 0 && ip != NULL)
		inode_put(ip);
	return error < 0 ? ERR_PTR(error) : ip;
}

static int
make(struct inode *cwd, const char *path, enum disk_type type, dev_t dev)
{
	struct place p;
	struct inode *ip;
	int error = place_find(cwd, path, &p);

	if (error < 0)
		return error;
	if (p.given != NOT_GIVEN)
		ip = ERR_PTR(-EEXIST);
	else if (p.slash && type != DISK_DIR)
		ip = ERR_PTR(-ENOENT);
	else
		ip = create_at(&p, type, dev);
	place_put(&p);
	if (IS_ERR(ip))
		return (int)PTR_ERR(ip);
	inode_put(ip);
	return 0;
}

int
path_mkdir(struct inode *cwd, const char *path)
{
	return make(cwd, path, DISK_DIR, 0);
}

int
path_mknod(struct inode *cwd, const char *path, mode_t mode, dev_t dev)
{
	if (S_ISCHR(mode))
		return make(cwd, path, DISK_DEVICE, dev);
	if (S_ISREG(mode) || (mode & S_IFMT) == 0)
		return make(cwd, path, DISK_FILE, 0);
	return -EINVAL;
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
		if (PTR_ERR(ip) != -ENOENT || p->given != NOT_GIVEN)
			return ip;
		if (p->slash)
			return ERR_PTR(-EISDIR);
		ip = create_at(p, DISK_FILE, 0);
		if (PTR_ERR(ip) != -EEXIST || exclusive)
			return ip;
	}
}

struct inode *
path_create(struct inode *cwd, const char *path, bool exclusive)
{
	struct place p;
	struct inode *ip;
	int error = place_find(cwd, path, &p);

	if (error < 0)
		return ERR_PTR(error);
	ip = lookup_or_create(&p, exclusive);
	place_put(&p);
	return ip;
}

static int
link_at(struct place *p, struct inode *ip)
{
	struct change c;
	int error = change_begin(&c, p->dir, CREATE_BLOCKS, CREATE_FRESH);

	if (error < 0)
		return error;
	error = change_new_entry(&c, p->name);
	if (error == 0 && ip->d.nlink == 0)
		error = -ENOENT;
	if (error == 0 && ip->d.nlink == NLINK_MAX)
		error = -EMLINK;
	if (error == 0)
		error = inode_edit_lock(ip);
	if (error == 0) {
		ip->d.nlink++;
		inode_store(&c.op, ip);
		inode_edit_unlock(ip);
		dir_enter(&c.op, p->dir, &c.slot, p->name, ip->number);
	}
	change_end(&c);
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
	error = place_find(cwd, new, &p);
	if (error == 0) {
		if (inode_is_dir(ip))
			error = -EPERM;
		else if (p.given != NOT_GIVEN)
			error = -EEXIST;
		else
			error = p.slash ? -ENOENT : link_at(&p, ip);
		place_put(&p);
	}
	inode_put(ip);
	return error;
}

void
name_drop(struct log_op *op, struct inode *ip)
{
	ip->d.nlink -= inode_is_dir(ip) ? 2 : 1;
	if (ip->d.nlink == 0 && inode_is_sole(ip)) {
		inode_free(op, ip);
		return;
	}
	if (ip->d.nlink == 0)
		super_orphans_add(op, 1);
	inode_store(op, ip);
}

/* Removes the entry that was found and counts one name of `ip` less. */
static int
remove_entry(struct change *c, struct inode *ip)
{
	int error = inode_edit_lock(ip);

	if (error < 0)
		return error;
	if (inode_is_dir(ip))
		error = dir_check_empty(ip);
	if (error == 0) {
		c->dir->d.nlink -= inode_is_dir(ip) ? 1 : 0;
		dir_remove(&c->op, c->dir, &c->slot);
		name_drop(&c->op, ip);
	}
	inode_edit_unlock(ip);
	return error;
}

static int
remove_at(struct place *p, bool is_rmdir)
{
	struct inode *ip = NULL;
	struct change c;
	int error = change_begin(&c, p->dir, REMOVE_BLOCKS, 0);

	if (error < 0)
		return error;
	error = dir_find(p->dir, p->name, &c.slot);
	if (error == 0)
		ip = inode_get(c.slot.entry->inode);
	if (error == 0 && IS_ERR(ip))
		error = (int)PTR_ERR(ip);
	else if (error == 0 && inode_is_dir(ip) && !is_rmdir)
		error = -EISDIR;
	else if (error == 0 && !inode_is_dir(ip) && (is_rmdir || p->slash))
		error = -ENOTDIR;
	else if (error == 0)
		error = remove_entry(&c, ip);
	change_end(&c);
	if (ip != NULL && !IS_ERR(ip))
		inode_put(ip);
	return error;
}

int
path_unlink(struct inode *cwd, const char *path)
{
	struct place p;
	int error = place_find(cwd, path, &p);

	if (error < 0)
		return error;
	error = p.given != NOT_GIVEN ? -EISDIR : remove_at(&p, false);
	place_put(&p);
	return error;
}

int
path_rmdir(struct inode *cwd, const char *path)
{
	static const int refusals[] = {
		[GIVEN_ROOT] = -EBUSY, [GIVEN_DOT] = -EINVAL,
		[GIVEN_DOTDOT] = -ENOTEMPTY,
	};
	struct place p;
	int error = place_find(cwd, path, &p);

	if (error < 0)
		return error;
	error = p.given != NOT_GIVEN ? refusals[p.given] : remove_at(&p, true);
	place_put(&p);
	return error;
}
