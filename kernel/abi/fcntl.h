/*
 * open() and lseek() flags (POSIX <fcntl.h>, <unistd.h>). The values that
 * xv6 has too are xv6's.
 */
#pragma once

#define O_RDONLY    0x0000
#define O_WRONLY    0x0001
#define O_RDWR      0x0002
#define O_ACCMODE   0x0003
#define O_CREAT     0x0200
#define O_TRUNC     0x0400
#define O_APPEND    0x0800
#define O_EXCL      0x1000
#define O_CLOEXEC   0x2000
#define O_DIRECTORY 0x4000

#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2

/* fcntl() commands. */
#define F_DUPFD 0
#define F_GETFD 1
#define F_SETFD 2
#define F_GETFL 3
#define F_SETFL 4

#define FD_CLOEXEC 1
