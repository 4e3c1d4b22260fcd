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
 * own . and the .. of its subdirectories. 0 means removed. What is counted
 * wrong on a bad disk is refused before it would count below that.
 * Locks: the namespace mutex, then the inodes that change, in any order:
 * nobody else locks two.
 * Read next: dir.c.
 */
#include "fs/namespace.h"
#include "fs/path.h"
#include "fs/super.h"

/* The entry, the directory's inode, the other's inode; a directory's block.
   What rename changes: two of the first two, two more inodes, ".."; and what
   it replaces may be freed. */
#define CREATE_BLOCKS (DIR_RESERVE_BLOCKS + 2)
#define CREATE_FRESH  (DIR_RESERVE_FRESH + 1)
#define REMOVE_BLOCKS (INODE_CUT_BLOCKS + 2)
#define RENAME_BLOCKS (DIR_RESERVE_BLOCKS + INODE_CUT_BLOCKS + 5)

struct mutex namespace_mutex = MUTEX_INIT(namespace_mutex);

static int
change_begin(struct log_op *op, unsigned nblocks, unsigned nfresh)
{
	int error = log_begin(op, nblocks, nfresh);

	if (error == 0)
		mutex_lock(&namespace_mutex);
	return error;
}

/* Locks one more inode, unless it is locked already in another role. */
static int
change_lock(struct log_op *op, struct inode *ip)
{
	return mutex_is_held(&ip->lock) ? 0 : inode_edit_lock(op, ip);
}

static void
change_end(struct log_op *op)
{
	inode_edit_end(op);
	mutex_unlock(&namespace_mutex);
}

/* An entry for a name that is not there yet; the directory is locked. */
static int
entry_new(struct log_op *op, const struct place *p, struct dir_slot *slot)
{
	int error = change_lock(op, p->dir);

	if (error == 0)
		error = dir_find(p->dir, p->name, slot);
	if (error == -ENOENT && p->dir->d.nlink > 0)
		return dir_reserve(op, p->dir, slot);
	return error == 0 ? -EEXIST : error;
}

/*
 * Making
 */

/* Makes a node, unless the name exists. */
static struct inode *
create_at(const struct place *p, enum disk_type type, dev_t dev)
{
	struct dir_slot slot = { .b = NULL };
	bool is_dir = type == DISK_DIR;
	struct inode *ip;
	struct log_op op;
	int error = change_begin(&op, CREATE_BLOCKS, CREATE_FRESH);

	if (error < 0)
		return ERR_PTR(error);
	error = entry_new(&op, p, &slot);
	if (error == 0 && is_dir && p->dir->d.nlink == NLINK_MAX)
		error = -EMLINK;
	ip = error < 0 ? ERR_PTR(error) : inode_create(&op, type, dev);
	if (!IS_ERR(ip)) {
		if (is_dir)
			error = dir_make(&op, ip, p->dir->number);
		if (error == 0) {
			p->dir->d.nlink += is_dir;
			dir_enter(&op, p->dir, &slot, p->name, ip->number);
		} else {
			inode_free(&op, ip);
		}
	}
	dir_slot_put(&slot);
	change_end(&op);
	if (IS_ERR(ip) || error == 0)
		return ip;
	inode_put(ip);
	return ERR_PTR(error);
}

/* Somebody else may make or remove the name in between: then once more. */
struct inode *
path_create(struct inode *cwd, const char *path, enum disk_type type,
	    dev_t dev, bool exclusive)
{
	struct place p;
	struct inode *ip;
	int error = place_find(cwd, path, &p);

	if (error < 0)
		return ERR_PTR(error);
	do {
		/* What must not be there is not looked for either. */
		if (exclusive)
			ip = ERR_PTR(p.given != NOT_GIVEN ? -EEXIST : -ENOENT);
		else
			ip = place_lookup(&p);
		if (p.given == NOT_GIVEN && PTR_ERR(ip) == -ENOENT)
			ip = p.slash && type != DISK_DIR ? ERR_PTR(-EISDIR) :
			     create_at(&p, type, dev);
	} while (PTR_ERR(ip) == -EEXIST && !exclusive);
	inode_put(p.dir);
	return ip;
}

static int
make(struct inode *cwd, const char *path, enum disk_type type, dev_t dev)
{
	struct inode *ip = path_create(cwd, path, type, dev, true);

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

int
path_link(struct inode *cwd, const char *old, const char *new)
{
	struct inode *ip = path_lookup(cwd, old);
	struct dir_slot slot = { .b = NULL };
	struct log_op op;
	struct place p;
	int error;

	if (IS_ERR(ip))
		return (int)PTR_ERR(ip);
	error = place_find(cwd, new, &p);
	if (error < 0)
		goto put_inode;
	if (inode_is_dir(ip))
		error = -EPERM;
	else if (p.given != NOT_GIVEN)
		error = -EEXIST;
	else
		error = p.slash ? -ENOENT :
			change_begin(&op, CREATE_BLOCKS, CREATE_FRESH);
	if (error < 0)
		goto put_place;
	error = entry_new(&op, &p, &slot);
	if (error == 0 && ip->d.nlink == 0)
		error = -ENOENT;
	if (error == 0 && ip->d.nlink == NLINK_MAX)
		error = -EMLINK;
	if (error == 0)
		error = change_lock(&op, ip);
	if (error == 0) {
		ip->d.nlink++;
		inode_store(&op, ip);
		dir_enter(&op, p.dir, &slot, p.name, ip->number);
	}
	dir_slot_put(&slot);
	change_end(&op);
put_place:
	inode_put(p.dir);
put_inode:
	inode_put(ip);
	return error;
}

/*
 * Removing
 */

/* Counts one name less of a locked inode; one that has no more names is freed,
   or becomes an orphan if others have it open, or it cannot be freed now. */
static void
name_drop(struct log_op *op, struct inode *ip)
{
	ip->d.nlink -= inode_is_dir(ip) ? DIR_NLINK : 1;
	if (ip->d.nlink == 0 && inode_is_sole(ip) && inode_free(op, ip) == 0)
		return;
	if (ip->d.nlink == 0)
		super_orphans_add(op, 1);
	inode_store(op, ip);
}

/* Removes the name of a directory, or of anything else. */
static int
remove_name(struct inode *cwd, const char *path, bool is_rmdir)
{
	static const int refusals[] = {
		[GIVEN_ROOT] = -EBUSY, [GIVEN_DOT] = -EINVAL,
		[GIVEN_DOTDOT] = -ENOTEMPTY,
	};
	struct dir_slot slot = { .b = NULL };
	struct inode *ip;
	struct log_op op;
	struct place p;
	int error = place_find(cwd, path, &p);

	if (error < 0)
		return error;
	if (p.given != NOT_GIVEN)
		error = is_rmdir ? refusals[p.given] : -EISDIR;
	else
		error = change_begin(&op, REMOVE_BLOCKS, 0);
	if (error < 0)
		goto put_place;
	error = change_lock(&op, p.dir);
	if (error == 0)
		error = dir_find(p.dir, p.name, &slot);
	ip = error < 0 ? ERR_PTR(error) : inode_get(slot.entry->inode);
	if (IS_ERR(ip))
		error = (int)PTR_ERR(ip);
	else if (inode_is_dir(ip) && !is_rmdir)
		error = -EISDIR;
	else if (!inode_is_dir(ip) && (is_rmdir || p.slash))
		error = -ENOTDIR;
	else
		error = ip->d.nlink > 0 ? change_lock(&op, ip) : -EIO;
	if (error == 0 && is_rmdir)
		error = p.dir->d.nlink > DIR_NLINK ? dir_check_empty(ip) :
			-EIO;
	if (error == 0) {
		p.dir->d.nlink -= is_rmdir;
		dir_remove(&op, p.dir, &slot);
		name_drop(&op, ip);
	}
	dir_slot_put(&slot);
	change_end(&op);
	if (!IS_ERR(ip))
		inode_put(ip);
put_place:
	inode_put(p.dir);
	return error;
}

int
path_unlink(struct inode *cwd, const char *path)
{
	return remove_name(cwd, path, false);
}

int
path_rmdir(struct inode *cwd, const char *path)
{
	return remove_name(cwd, path, true);
}

/*
 * Renaming. The namespace mutex keeps the tree as it is from the first look
 * to the last write. So the checks of the tree lock one inode at a time; only
 * then all that changes is locked: both directories, what moves if its ".."
 * changes, and what is replaced.
 */

/* 0 when directory `dir` is neither `top` nor below it, else -EINVAL. */
static int
check_not_below(struct inode *dir, const struct inode *top)
{
	struct inode *ip = inode_ref(dir);
	uint32_t depth = 0;

	while (ip != top && ip->number != DISK_ROOT_INODE &&
	       depth++ < super.ninodes) {
		ip = place_step(ip, DOTDOT);
		if (IS_ERR(ip))
			return (int)PTR_ERR(ip);
	}
	inode_put(ip);
	if (depth > super.ninodes)
		return -EIO;             /* a circle, on a bad disk */
	return ip == top ? -EINVAL : 0;
}

/* May `ip` move from there to here, and replace `target` unless NULL? */
static int
rename_check(const struct place *from, const struct place *to,
	     const struct inode *ip, const struct inode *target)
{
	bool is_dir = inode_is_dir(ip);

	if (to->dir->d.nlink == 0)
		return -ENOENT;
	if (!is_dir && (from->slash || to->slash))
		return -ENOTDIR;
	if (target != NULL && inode_is_dir(target) != is_dir)
		return is_dir ? -ENOTDIR : -EISDIR;
	if (is_dir && target == NULL && from->dir != to->dir &&
	    to->dir->d.nlink == NLINK_MAX)
		return -EMLINK;
	if ((target != NULL && target->d.nlink == 0) ||
	    (is_dir && from->dir != to->dir && from->dir->d.nlink <= DIR_NLINK))
		return -EIO;             /* counted wrong, on a bad disk */
	return is_dir ? check_not_below(to->dir, ip) : 0;
}

static int
rename_found(struct log_op *op, const struct place *from,
	     const struct place *to, struct inode *ip, struct inode *target)
{
	bool moves_dir = inode_is_dir(ip) && from->dir != to->dir;
	struct inode *const want[] = {
		from->dir, to->dir, moves_dir ? ip : NULL, target,
	};
	struct dir_slot old = { .b = NULL }, new = old, parent = old;
	int error = rename_check(from, to, ip, target);

	for (unsigned i = 0; i < ARRAY_SIZE(want) && error == 0; i++)
		if (want[i] != NULL)
			error = change_lock(op, want[i]);
	if (error == 0 && target != NULL && inode_is_dir(target))
		error = to->dir->d.nlink > DIR_NLINK ?
			dir_check_empty(target) : -EIO;
	if (error == 0)
		error = dir_find(from->dir, from->name, &old);
	if (error == 0 && moves_dir)
		error = dir_find(ip, DOTDOT, &parent);
	if (error == 0)
		error = target != NULL ? dir_find(to->dir, to->name, &new) :
			dir_reserve(op, to->dir, &new);
	if (error == 0 && moves_dir) {
		dir_enter(op, ip, &parent, DOTDOT, to->dir->number);
		to->dir->d.nlink++;
		from->dir->d.nlink--;
	}
	if (error == 0 && target != NULL) {
		to->dir->d.nlink -= inode_is_dir(target);
		name_drop(op, target);
	}
	if (error == 0) {
		dir_enter(op, to->dir, &new, to->name, ip->number);
		dir_remove(op, from->dir, &old);
	}
	dir_slot_put(&old);
	dir_slot_put(&new);
	dir_slot_put(&parent);
	return error;
}

int
path_rename(struct inode *cwd, const char *old, const char *new)
{
	struct inode *ip, *target;
	struct place from, to;
	struct log_op op;
	int error = place_find(cwd, old, &from);

	if (error < 0)
		return error;
	error = place_find(cwd, new, &to);
	if (error < 0)
		goto put_from;
	if (from.given == GIVEN_ROOT || to.given == GIVEN_ROOT)
		error = -EBUSY;
	else if (from.given != NOT_GIVEN || to.given != NOT_GIVEN)
		error = -EINVAL;
	else
		error = change_begin(&op, RENAME_BLOCKS, DIR_RESERVE_FRESH);
	if (error < 0)
		goto put_to;
	ip = dir_lookup(from.dir, from.name);
	target = dir_lookup(to.dir, to.name);
	if (PTR_ERR(target) == -ENOENT)
		target = NULL;
	if (IS_ERR(ip))
		error = (int)PTR_ERR(ip);
	else if (IS_ERR(target))
		error = (int)PTR_ERR(target);
	else if (ip != target)           /* or there is nothing to do */
		error = rename_found(&op, &from, &to, ip, target);
	change_end(&op);
	if (!IS_ERR(target))
		inode_put(target);
	if (!IS_ERR(ip))
		inode_put(ip);
put_to:
	inode_put(to.dir);
put_from:
	inode_put(from.dir);
	return error;
}
