/*
 * Renaming: the one change that concerns up to four inodes.
 *
 * The namespace mutex keeps the tree as it is from the first look to the
 * last write. So the checks lock one inode at a time; only then, with nothing
 * left to object to, all of them are locked: the directories, what moves, and
 * what is replaced. The checks have made sure that these are different.
 *
 * Read next: namespace.c (the simpler changes).
 */
#include "abi/errno.h"
#include "fs/namespace.h"
#include "fs/path.h"
#include "fs/super.h"

#define RENAME_BLOCKS (DIR_RESERVE_BLOCKS + INODE_CUT_BLOCKS + 5)
#define RENAME_FRESH  DIR_RESERVE_FRESH
#define LOCKS_MAX     4

struct renaming {
	struct place from, to;
	struct inode *ip;            /* what moves                         */
	struct inode *target;        /* what it replaces, or NULL          */
	bool moves_dir;              /* into another directory: .. changes */
	struct dir_slot old, new, parent;   /* the entries that change     */
};

/* 0 when directory `dir` is neither `top` nor below it, else -EINVAL. */
static int
check_not_below(struct inode *dir, const struct inode *top)
{
	struct inode *ip = inode_ref(dir), *parent;
	uint32_t depth = 0;
	int error = 0;

	while (error == 0 && ip != top && ip->number != DISK_ROOT_INODE) {
		parent = dir_lookup(ip, (struct name){ "..", 2 });
		inode_put(ip);
		if (IS_ERR(parent))
			return (int)PTR_ERR(parent);
		ip = parent;
		if (++depth > super.ninodes)
			error = -EIO;    /* a circle, on a bad disk */
	}
	if (ip == top)
		error = -EINVAL;
	inode_put(ip);
	return error;
}

static int
check_target(const struct renaming *r)
{
	int error;

	if (!inode_is_dir(r->target))
		return inode_is_dir(r->ip) ? -ENOTDIR : 0;
	if (!inode_is_dir(r->ip))
		return -EISDIR;
	mutex_lock(&r->target->lock);
	error = dir_check_empty(r->target);
	mutex_unlock(&r->target->lock);
	return error;
}

static int
check(const struct renaming *r)
{
	int error = 0;

	if (r->to.dir->d.nlink == 0)
		return -ENOENT;
	if (inode_is_dir(r->ip))
		error = check_not_below(r->to.dir, r->ip);
	else if (r->from.slash || r->to.slash)
		error = -ENOTDIR;
	if (error == 0 && r->target != NULL)
		error = check_target(r);
	if (error == 0 && r->moves_dir && r->target == NULL &&
	    r->to.dir->d.nlink == NLINK_MAX)
		error = -EMLINK;
	return error;
}

/* Looks up what moves and what is replaced. */
static int
find_inodes(struct renaming *r)
{
	struct inode *ip = dir_lookup(r->from.dir, r->from.name);

	if (IS_ERR(ip))
		return (int)PTR_ERR(ip);
	r->ip = ip;
	r->moves_dir = inode_is_dir(ip) && r->from.dir != r->to.dir;
	ip = dir_lookup(r->to.dir, r->to.name);
	if (!IS_ERR(ip))
		r->target = ip;
	else if (PTR_ERR(ip) != -ENOENT)
		return (int)PTR_ERR(ip);
	return 0;
}

static int
find_entries(struct log_op *op, struct renaming *r)
{
	int error = dir_find(r->from.dir, r->from.name, &r->old);

	if (error == 0 && r->moves_dir)
		error = dir_find(r->ip, (struct name){ "..", 2 }, &r->parent);
	if (error < 0)
		return error;
	return r->target != NULL ?
	       dir_find(r->to.dir, r->to.name, &r->new) :
	       dir_reserve(op, r->to.dir, &r->new);
}

/* Past every check: cannot fail. */
static void
carry_out(struct log_op *op, struct renaming *r)
{
	struct inode *to = r->to.dir, *from = r->from.dir;

	if (r->moves_dir) {
		dir_redirect(op, r->ip, &r->parent, to->number);
		to->d.nlink++;
		from->d.nlink--;
	}
	if (r->target != NULL) {
		to->d.nlink -= inode_is_dir(r->target) ? 1 : 0;
		dir_redirect(op, to, &r->new, r->ip->number);
	} else {
		dir_enter(op, to, &r->new, r->to.name, r->ip->number);
	}
	dir_remove(op, from, &r->old);
	if (r->target != NULL)
		name_drop(op, r->target);
}

static int
rename_locked(struct log_op *op, struct renaming *r)
{
	struct inode *want[LOCKS_MAX] = {
		r->from.dir, r->to.dir != r->from.dir ? r->to.dir : NULL,
		r->moves_dir ? r->ip : NULL, r->target,
	};
	int n = 0, error = 0;

	for (; n < LOCKS_MAX && error == 0; n++)
		if (want[n] != NULL)
			error = inode_edit_lock(want[n]);
	if (error < 0)
		n--;             /* the last one was not locked */
	if (error == 0)
		error = find_entries(op, r);
	if (error == 0)
		carry_out(op, r);
	dir_slot_put(&r->old);
	dir_slot_put(&r->new);
	dir_slot_put(&r->parent);
	while (n-- > 0)
		if (want[n] != NULL)
			inode_edit_unlock(want[n]);
	return error;
}

static int
rename_places(struct renaming *r)
{
	struct log_op op;
	int error;

	if (r->from.given == GIVEN_ROOT || r->to.given == GIVEN_ROOT)
		return -EBUSY;
	if (r->from.given != NOT_GIVEN || r->to.given != NOT_GIVEN)
		return -EINVAL;
	error = log_begin(&op, RENAME_BLOCKS, RENAME_FRESH);
	if (error < 0)
		return error;
	mutex_lock(&namespace_mutex);
	error = find_inodes(r);
	if (error == 0 && r->ip != r->target) {
		error = check(r);
		if (error == 0)
			error = rename_locked(&op, r);
	}
	mutex_unlock(&namespace_mutex);
	log_end(&op);
	if (r->target != NULL)
		inode_put(r->target);
	if (r->ip != NULL)
		inode_put(r->ip);
	return error;
}

int
path_rename(struct inode *cwd, const char *old, const char *new)
{
	struct renaming r = { .ip = NULL };
	int error = place_find(cwd, old, &r.from);

	if (error < 0)
		return error;
	error = place_find(cwd, new, &r.to);
	if (error == 0) {
		error = rename_places(&r);
		place_put(&r.to);
	}
	place_put(&r.from);
	return error;
}
