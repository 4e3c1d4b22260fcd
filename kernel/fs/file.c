/*
 * Open files: see file.h.
 *
 * Invariant: a file is exactly one of: an inode that is a file or directory,
 * an inode that is a device (`device` is set), an end of a pipe (`pipe`).
 * Locks: f->lock guards the position, for a whole read or write: what two
 * processes share is read and written by one after the other. It comes before
 * log_begin() and every inode's lock. Pipes and devices have no position.
 * Read next: inode_io.c, pipe.c, device.c.
 */
#include "abi/errno.h"
#include "abi/fcntl.h"
#include "fs/device.h"
#include "fs/file.h"
#include "fs/inode.h"
#include "fs/namespace.h"
#include "fs/path.h"
#include "fs/pipe.h"
#include "mm/object.h"

#define OPEN_FLAGS (O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | O_EXCL | \
		    O_CLOEXEC | O_DIRECTORY)

struct file {
	uint32_t refs;                   /* atomic                         */
	int flags;                       /* atomic: O_ACCMODE, O_APPEND    */
	struct inode *inode;             /* (c) NULL: a pipe               */
	const struct device_ops *device; /* (c) of an inode, if it is one  */
	struct pipe *pipe;               /* (c)                            */
	struct mutex lock;
	off_t position;                  /* (l)                            */
};

static struct object_cache files = OBJECT_CACHE(files, "file", struct file);

static struct file *
file_new(int flags)
{
	struct file *f = object_alloc(&files);

	if (f == NULL)
		return NULL;
	f->refs = 1;
	f->flags = flags & (O_ACCMODE | O_APPEND);
	mutex_init(&f->lock);
	return f;
}

static bool
may_read(const struct file *f)
{
	return (f->flags & O_ACCMODE) != O_WRONLY;
}

static bool
may_write(const struct file *f)
{
	return (f->flags & O_ACCMODE) != O_RDONLY;
}

static int
truncate_inode(struct inode *ip, off_t size)
{
	struct log_op op;
	int error = log_begin(&op, INODE_CUT_BLOCKS, 0);

	if (error < 0)
		return error;
	error = inode_edit_lock(ip);
	if (error == 0) {
		error = inode_cut(&op, ip, size);
		inode_edit_unlock(ip);
	}
	log_end(&op);
	return error;
}

/* Makes `f` refer to `ip`, whose reference goes over if it succeeds. */
static int
attach(struct file *f, struct inode *ip, int flags)
{
	int error = 0;

	if (inode_is_dir(ip)) {
		if (may_write(f) || flags & (O_CREAT | O_TRUNC))
			return -EISDIR;
	} else if (flags & O_DIRECTORY) {
		return -ENOTDIR;
	} else if (ip->d.type == DISK_DEVICE) {
		f->device = device_find(ip->d.major);
		if (f->device == NULL)
			return -ENXIO;
	} else if (flags & O_TRUNC && may_write(f) && inode_size(ip) > 0) {
		error = truncate_inode(ip, 0);
	}
	if (error == 0)
		f->inode = ip;
	return error;
}

struct file *
file_open(struct inode *cwd, const char *path, int flags)
{
	struct inode *ip;
	struct file *f;
	int error;

	if (flags & ~OPEN_FLAGS || (flags & O_ACCMODE) == O_ACCMODE ||
	    (flags & O_CREAT && flags & O_DIRECTORY))
		return ERR_PTR(-EINVAL);
	f = file_new(flags);
	if (f == NULL)
		return ERR_PTR(-ENOMEM);
	ip = flags & O_CREAT ? path_create(cwd, path, flags & O_EXCL) :
			       path_lookup(cwd, path);
	if (IS_ERR(ip)) {
		error = (int)PTR_ERR(ip);
	} else {
		error = attach(f, ip, flags);
		if (error == 0)
			return f;
		inode_put(ip);
	}
	object_free(&files, f);
	return ERR_PTR(error);
}

int
pipe_create(struct file **reader, struct file **writer)
{
	struct pipe *p = pipe_new();
	struct file *r = file_new(O_RDONLY), *w = file_new(O_WRONLY);

	if (p != NULL && r != NULL && w != NULL) {
		r->pipe = w->pipe = p;
		*reader = r;
		*writer = w;
		return 0;
	}
	if (r != NULL)
		object_free(&files, r);
	if (w != NULL)
		object_free(&files, w);
	if (p != NULL) {
		pipe_close(p, false);
		pipe_close(p, true);
	}
	return -ENOMEM;
}

void
file_ref(struct file *f)
{
	__atomic_fetch_add(&f->refs, 1, __ATOMIC_RELAXED);
}

void
file_put(struct file *f)
{
	if (__atomic_fetch_sub(&f->refs, 1, __ATOMIC_ACQ_REL) > 1)
		return;
	if (f->pipe != NULL)
		pipe_close(f->pipe, may_write(f));
	else
		inode_put(f->inode);
	object_free(&files, f);
}

ssize_t
file_read(struct file *f, struct segments *to)
{
	ssize_t n;

	if (!may_read(f))
		return -EBADF;
	if (to->size == 0)
		return 0;
	if (f->pipe != NULL)
		return pipe_read(f->pipe, to);
	if (f->device != NULL)
		return f->device->read(to);
	mutex_lock(&f->lock);
	mutex_lock(&f->inode->lock);
	n = inode_read(f->inode, to, f->position);
	mutex_unlock(&f->inode->lock);
	if (n > 0)
		f->position += n;
	mutex_unlock(&f->lock);
	return n;
}

static ssize_t
write_in_op(struct log_op *op, struct file *f, struct segments *from)
{
	struct inode *ip = f->inode;
	int error = inode_edit_lock(ip);
	off_t at;
	ssize_t n;

	if (error < 0)
		return error;
	at = f->flags & O_APPEND ? inode_size(ip) : f->position;
	n = inode_write(op, ip, from, at);
	inode_edit_unlock(ip);
	if (n > 0)
		f->position = at + n;
	return n;
}

ssize_t
file_write(struct file *f, struct segments *from)
{
	unsigned nblocks, nfresh;
	struct log_op op;
	ssize_t n;

	if (!may_write(f))
		return -EBADF;
	if (from->size == 0)
		return 0;
	if (f->pipe != NULL)
		return pipe_write(f->pipe, from);
	if (f->device != NULL)
		return f->device->write(from);
	inode_write_needs(from->size, &nblocks, &nfresh);
	mutex_lock(&f->lock);
	n = log_begin(&op, nblocks, nfresh);
	if (n == 0) {
		n = write_in_op(&op, f, from);
		log_end(&op);
	}
	mutex_unlock(&f->lock);
	return n;
}

off_t
file_seek(struct file *f, off_t offset, int whence)
{
	off_t base = 0, result = -EINVAL;

	if (f->pipe != NULL || f->device != NULL)
		return -ESPIPE;
	if (whence != SEEK_SET && whence != SEEK_CUR && whence != SEEK_END)
		return -EINVAL;
	mutex_lock(&f->lock);
	if (whence == SEEK_CUR)
		base = f->position;
	else if (whence == SEEK_END)
		base = inode_size(f->inode);
	if (__builtin_add_overflow(base, offset, &result) || result < 0)
		result = -EINVAL;
	else
		f->position = result;
	mutex_unlock(&f->lock);
	return result;
}

int
file_stat(struct file *f, struct stat *st)
{
	if (f->pipe == NULL)
		inode_stat(f->inode, st);
	else
		*st = (struct stat){ .st_mode = S_IFIFO | 0666, .st_nlink = 1,
				     .st_blksize = DISK_BLOCK_SIZE };
	return 0;
}

int
file_truncate(struct file *f, off_t size)
{
	if (f->inode == NULL || !inode_is_file(f->inode) || !may_write(f))
		return -EINVAL;
	return truncate_inode(f->inode, size);
}

int
file_sync(struct file *f)
{
	if (f->inode == NULL || f->device != NULL)
		return -EINVAL;
	return log_sync();
}

int
file_flags(const struct file *f)
{
	return __atomic_load_n(&f->flags, __ATOMIC_RELAXED);
}

void
file_set_append(struct file *f, bool append)
{
	if (append)
		__atomic_fetch_or(&f->flags, O_APPEND, __ATOMIC_RELAXED);
	else
		__atomic_fetch_and(&f->flags, ~O_APPEND, __ATOMIC_RELAXED);
}

struct inode *
file_inode(const struct file *f)
{
	return f->inode;
}
