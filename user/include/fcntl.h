/* Opening files (POSIX). Sprout has one user: modes are accepted, not kept. */
#ifndef _FCNTL_H
#define _FCNTL_H

#include <sys/stat.h>

#include "abi/fcntl.h"

/* The mode is read only when flags has O_CREAT. */
int open(const char *path, int flags, ...);
int creat(const char *path, mode_t mode);

/* F_DUPFD, F_SETFD and F_SETFL take one int more. */
int fcntl(int fd, int command, ...);

#endif
