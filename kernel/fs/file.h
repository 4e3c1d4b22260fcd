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
struct file;

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

/* POSIX lseek(), fstat(), ftruncate(), fsync(). */
off_t file_seek(struct file *f, off_t offset, int whence);
int file_stat(struct file *f, struct stat *st);
int file_truncate(struct file *f, off_t size);
int file_sync(struct file *f);

/* O_ACCMODE and O_APPEND as the file has them; only O_APPEND can change. */
int file_flags(const struct file *f);
void file_set_append(struct file *f, bool append);

/* The inode behind a file, no new reference; NULL for a pipe. */
struct inode *file_inode(const struct file *f);
