/*
 * Open files: what a descriptor refers to. An open file is an inode with a
 * position, one end of a pipe, or a device; it is shared by every descriptor
 * that dup() and fork() made of it, and counted.
 *
 * Nothing here knows a process or a user address: data travels in struct
 * segments, paths are as path.h has them.
 * Every function may sleep. Errors are negative errno values.
 */
#pragma once

#include "abi/stat.h"
#include "lib/segment.h"

struct inode;

/* (c) constant; (i) the inode's mutex: what two processes share is read and
   written by one after the other. Pipes and devices have no position. */
struct file {
	uint32_t refs;                   /* atomic                         */
	int flags;                       /* O_ACCMODE (c), O_APPEND        */
	struct inode *inode;             /* (c) NULL: a pipe               */
	const struct device_ops *device; /* (c) of an inode, if it is one  */
	struct pipe *pipe;               /* (c)                            */
	off_t position;                  /* (i)                            */
};

/*
 * Opens `path`; `flags` are those of abi/fcntl.h. The file, with one
 * reference, or an ERR_PTR: EACCES, EEXIST, EINVAL, EISDIR, EMLINK,
 * ENAMETOOLONG, ENOENT, ENOMEM, ENOSPC, ENOTDIR, ENXIO, EROFS.
 */
struct file *file_open(struct inode *cwd, const char *path, int flags);

/* The two ends of a new pipe, one reference each. 0 or -ENOMEM, -ENFILE. */
int pipe_create(struct file **reader, struct file **writer);

/* One reference more, one less; the last one closes. */
void file_ref(struct file *f);
void file_put(struct file *f);

/*
 * Reads into or writes from the segments, at most all of them, and returns
 * the bytes moved. A regular file gives less only at its end (read) or when
 * something ran out (write); a pipe or device gives what is there, having
 * waited for at least one byte. -EBADF when not open for that, -EPIPE when a
 * pipe has no reader, -EINTR when the thread is to end.
 */
ssize_t file_read(struct file *f, struct segments *to);
ssize_t file_write(struct file *f, struct segments *from);

/* Fills in all but the descriptor; does not sleep. */
struct inspect_file;
void file_inspect(const struct file *f, struct inspect_file *to);

/* POSIX lseek(), fstat(), ftruncate(), fsync(). */
off_t file_seek(struct file *f, off_t offset, int whence);
int file_stat(struct file *f, struct stat *st);
int file_truncate(struct file *f, off_t size);
int file_sync(struct file *f);

/* Does it hold bytes of its own? Then a read gives all that it is asked for,
   up to the end; others give what is there. */
bool file_is_regular(const struct file *f);
