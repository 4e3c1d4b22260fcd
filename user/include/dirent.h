/* Reading directories (POSIX). */
#ifndef _DIRENT_H
#define _DIRENT_H

#include <sys/types.h>

#include "abi/limits.h"

struct dirent {
	ino_t d_ino;
	char d_name[NAME_MAX + 1];
};

typedef struct directory_stream DIR;

/* NULL with errno on failure; closedir() frees the stream. */
DIR *opendir(const char *path);
DIR *fdopendir(int fd);

/*
 * The next entry, "." and ".." among them, valid until the next call. NULL
 * at the end with errno as it was, or on failure with errno set.
 */
struct dirent *readdir(DIR *dir);

void rewinddir(DIR *dir);
int closedir(DIR *dir);
int dirfd(DIR *dir);

#endif
