/*
 * What stat() and fstat() tell of a file (POSIX <sys/stat.h>). Sprout has one
 * user and no permissions: the permission bits say what the kernel would let
 * anybody do.
 */
#pragma once

#include "types.h"

#define S_IFMT   0170000
#define S_IFIFO  0010000
#define S_IFCHR  0020000
#define S_IFDIR  0040000
#define S_IFREG  0100000

#define S_ISREG(m)  (((m) & S_IFMT) == S_IFREG)
#define S_ISDIR(m)  (((m) & S_IFMT) == S_IFDIR)
#define S_ISCHR(m)  (((m) & S_IFMT) == S_IFCHR)
#define S_ISFIFO(m) (((m) & S_IFMT) == S_IFIFO)

#define MAKEDEV(major, minor) ((dev_t)(((major) << 16) | (minor)))
#define DEV_MAJOR(dev)        ((dev) >> 16)
#define DEV_MINOR(dev)        ((dev) & 0xffff)

/* Major numbers of the character devices. */
enum {
	MAJOR_CONSOLE = 1, MAJOR_NULL = 2, MAJOR_ZERO = 3, MAJOR_TRACE = 4,
};

struct stat {
	dev_t st_dev;
	mode_t st_mode;
	ino_t st_ino;
	nlink_t st_nlink;
	dev_t st_rdev;         /* of a device file: major and minor   */
	off_t st_size;         /* bytes                               */
	blksize_t st_blksize;
	blkcnt_t st_blocks;    /* 512-byte units, as POSIX has them   */
	time_t st_mtime;       /* last change of contents, Unix time  */
};
