/*
 * Open files: see file.h.
 *
 * Invariant: a file is exactly one of: an inode that is a file or directory,
 * an inode that is a device (`device` is set), an end of a pipe (`pipe`).
 * Locks: the inode's mutex guards the position, for a whole read or write.
 * Read next: inode_io.c, pipe.c, device.c.
 */
#include "abi/fcntl.h"
#include "abi/inspect.h"
#include "fs/device.h"
#include "fs/file.h"
#include "fs/inode.h"
#include "fs/namespace.h"
#include "fs/path.h"
#include "fs/pipe.h"
#include "mm/object.h"
#include "mm/page.h"

#define OPEN_FLAGS (O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | O_EXCL | \
		    O_CLOEXEC | O_DIRECTORY)

static struct object_cache files = OBJECT_CACHE(files, "file", struct file);

static bool
may_write(const struct file *f)
{
	return (f->flags & O_ACCMODE) != O_RDONLY;
}

bool
file_is_regular(const struct file *f)
{
	return f->inode != NULL && inode_is_file(f->inode);
}

/* A file of nothing yet, with one reference, or NULL. */
static struct file *
file_new(int flags)
{
	struct file *f = object_alloc(&files);

	if (f == NULL)
		return NULL;
	f->refs = 1;
	f->flags = flags & (O_ACCMODE | O_APPEND);
	return f;
}

static int
truncate_inode(struct inode *ip, off_t size)
{
	struct log_op op;
	int error = inode_edit_begin(&op, ip, INODE_CUT_BLOCKS, 0);

	if (error < 0)
		return error;
	error = inode_cut(&op, ip, size);
	inode_edit_end(&op);
	return error;
}

/* Makes `f` a file of this inode, and does what opening it asks for. */
static int
open_inode(struct file *f, struct inode *ip, int flags)
{
	f->inode = ip;
	if (inode_is_dir(ip))
		return may_write(f) || flags & (O_CREAT | O_TRUNC) ?
		       -EISDIR : 0;
	if (flags & O_DIRECTORY)
		return -ENOTDIR;
	if (ip->d.type == DISK_DEVICE) {
		f->device = device_find(ip->d.major);
		return f->device != NULL ? 0 : -ENXIO;
	}
	return flags & O_TRUNC && may_write(f) && inode_size(ip) > 0 ?
	       truncate_inode(ip, 0) : 0;
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
	ip = flags & O_CREAT ?
	     path_create(cwd, path, DISK_FILE, 0, flags & O_EXCL) :
	     path_lookup(cwd, path);
	error = IS_ERR(ip) ? (int)PTR_ERR(ip) : open_inode(f, ip, flags);
	if (error == 0)
		return f;
	file_put(f);
	return ERR_PTR(error);
}

int
pipe_create(struct file **reader, struct file **writer)
{
	struct file *r = file_new(O_RDONLY), *w = file_new(O_WRONLY);
	struct pipe *p = r != NULL && w != NULL ? pipe_new() : NULL;

	if (p != NULL) {
		r->pipe = w->pipe = p;
		*reader = r;
		*writer = w;
		return 0;
	}
	if (r != NULL)
		file_put(r);
	if (w != NULL)
		file_put(w);
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
	if ((f->flags & O_ACCMODE) == O_WRONLY)
		return -EBADF;
	if (to->size == 0)
		return 0;
	if (f->pipe != NULL)
		return pipe_read(f->pipe, to);
	if (f->device != NULL)
		return f->device->read(to);
	return inode_read(f->inode, to, &f->position);
}

ssize_t
file_write(struct file *f, struct segments *from)
{
	if (!may_write(f))
		return -EBADF;
	if (from->size == 0)
		return 0;
	if (f->pipe != NULL)
		return pipe_write(f->pipe, from);
	if (f->device != NULL)
		return f->device->write(from);
	return inode_write(f->inode, from, &f->position, f->flags & O_APPEND);
}

off_t
file_seek(struct file *f, off_t offset, int whence)
{
	off_t result;

	if (f->pipe != NULL || f->device != NULL)
		return -ESPIPE;
	if (whence != SEEK_SET && whence != SEEK_CUR && whence != SEEK_END)
		return -EINVAL;
	mutex_lock(&f->inode->lock);
	result = whence == SEEK_SET ? 0 :
		 whence == SEEK_CUR ? f->position : inode_size(f->inode);
	if (__builtin_add_overflow(result, offset, &result) || result < 0)
		result = -EINVAL;
	else
		f->position = result;
	mutex_unlock(&f->inode->lock);
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
	return file_is_regular(f) && may_write(f) ?
	       truncate_inode(f->inode, size) : -EINVAL;
}

int
file_sync(struct file *f)
{
	return f->pipe != NULL || f->device != NULL ? -EINVAL : log_sync();
}

void
file_inspect(const struct file *f, struct inspect_file *to)
{
	to->flags = (unsigned)f->flags;
	to->holders = f->refs;
	to->position = f->position;
	if (f->pipe == NULL) {
		inode_inspect(f->inode, to);
	} else {
		to->mode = S_IFIFO;
		to->identity = kernel_to_pa(f->pipe);
	}
}
