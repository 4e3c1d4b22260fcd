/*
 * Directories: read() gives their raw entries, 64 bytes each, of which those
 * with inode 0 are not in use.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "abi/disk.h"
#include "sys.h"

#define NENTRIES (DISK_BLOCK_SIZE / sizeof(struct disk_dirent))

struct directory_stream {
	int fd;
	size_t next, n;                /* in entries[]             */
	struct dirent current;         /* what readdir() returned  */
	struct disk_dirent entries[NENTRIES];
};

DIR *
fdopendir(int fd)
{
	struct stat st;
	DIR *dir;

	if (__sys_fstat(fd, &st) != 0)
		return NULL;
	if (!S_ISDIR(st.st_mode)) {
		errno = ENOTDIR;
		return NULL;
	}
	dir = malloc(sizeof(*dir));
	if (dir != NULL) {
		dir->fd = fd;
		dir->next = dir->n = 0;
	}
	return dir;
}

DIR *
opendir(const char *path)
{
	int fd = __sys_open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);

	if (fd >= 0 && dir == NULL)
		__sys_close(fd);
	return dir;
}

/* False at the end and on error. */
static int
fill(DIR *dir)
{
	ssize_t n = __sys_read(dir->fd, dir->entries, sizeof(dir->entries));

	dir->next = 0;
	dir->n = n > 0 ? (size_t)n / sizeof(dir->entries[0]) : 0;
	return dir->n > 0;
}

struct dirent *
readdir(DIR *dir)
{
	struct dirent *d = &dir->current;
	const struct disk_dirent *entry;

	do {
		if (dir->next == dir->n && !fill(dir))
			return NULL;
		entry = &dir->entries[dir->next++];
	} while (entry->inode == 0);
	d->d_ino = entry->inode;
	memcpy(d->d_name, entry->name, DISK_NAME_MAX);
	d->d_name[DISK_NAME_MAX] = '\0';
	return d;
}

void
rewinddir(DIR *dir)
{
	__sys_lseek(dir->fd, 0, SEEK_SET);
	dir->next = dir->n = 0;
}

int
dirfd(DIR *dir)
{
	return dir->fd;
}

int
closedir(DIR *dir)
{
	int fd = dir->fd;

	free(dir);
	return __sys_close(fd);
}
