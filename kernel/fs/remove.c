/*
 * Removing names: unlink and rmdir. See namespace.c.
 *
 * What loses its last name is freed in the same operation, unless somebody
 * has it open: then it becomes an orphan. References are dropped after the
 * operation's end, as dropping an orphan's last one is an operation too.
 *
 * Read next: rename.c, orphan.h.
 */
#include "abi/errno.h"
#include "fs/node.h"
#include "fs/path.h"
#include "fs/super.h"
#include "fs/walk.h"

#define REMOVE_BLOCKS (INODE_CUT_BLOCKS + 2)   /* entry, directory's inode */

void
node_drop_name(struct log_op *op, struct inode *ip)
{
	ip->d.nlink -= inode_is_dir(ip) ? 2 : 1;
	if (ip->d.nlink > 0) {
		inode_store(op, ip);
	} else if (inode_is_sole(ip)) {
		inode_free(op, ip);
	} else {
		super_orphans_add(op, 1);
		inode_store(op, ip);
	}
}

/* With the directory edit-locked and the inode's kind checked. */
static int
remove_entry(struct log_op *op, struct inode *dir, struct dir_slot *slot,
	     struct inode *ip)
{
	int error = inode_edit_lock(ip);

	if (error < 0)
		return error;
	if (inode_is_dir(ip))
		error = dir_check_empty(ip);
	if (error == 0) {
		dir->d.nlink -= inode_is_dir(ip) ? 1 : 0;
		dir_remove(op, dir, slot);
		node_drop_name(op, ip);
	}
	inode_edit_unlock(ip);
	return error;
}

/* *ip is what was removed, for the caller to put, or NULL. */
static int
remove_locked(struct log_op *op, struct place *p, bool is_rmdir,
	      struct inode **ip)
{
	struct dir_slot slot;
	int error = dir_find(p->dir, p->name, &slot);

	if (error < 0)
		return error;
	*ip = inode_get(dir_entry(&slot)->inode);
	if (IS_ERR(*ip)) {
		error = (int)PTR_ERR(*ip);
		*ip = NULL;
	} else if (!inode_is_dir(*ip) && (is_rmdir || p->slash)) {
		error = -ENOTDIR;
	} else if (inode_is_dir(*ip) && !is_rmdir) {
		error = -EISDIR;
	} else {
		error = remove_entry(op, p->dir, &slot, *ip);
	}
	dir_slot_put(&slot);
	return error;
}

static int
remove_at(struct place *p, bool is_rmdir)
{
	struct inode *ip = NULL;
	struct log_op op;
	int error = change_begin(&op, REMOVE_BLOCKS, 0);

	if (error < 0)
		return error;
	error = inode_edit_lock(p->dir);
	if (error == 0) {
		error = remove_locked(&op, p, is_rmdir, &ip);
		inode_edit_unlock(p->dir);
	}
	change_end(&op);
	if (ip != NULL)
		inode_put(ip);
	return error;
}

int
path_unlink(struct inode *cwd, const char *path)
{
	struct place p;
	int error = walk_to_place(cwd, path, &p);

	if (error < 0)
		return error;
	error = name_is_given(p.name) ? -EISDIR : remove_at(&p, false);
	place_put(&p);
	return error;
}

int
path_rmdir(struct inode *cwd, const char *path)
{
	struct place p;
	int error = walk_to_place(cwd, path, &p);

	if (error < 0)
		return error;
	if (p.name.length == 0)
		error = -EBUSY;
	else if (name_is_dot(p.name))
		error = -EINVAL;
	else if (name_is_dotdot(p.name))
		error = -ENOTEMPTY;
	else
		error = remove_at(&p, true);
	place_put(&p);
	return error;
}
