/*
 * A raw_disk that is a file of the host.
 */
#ifndef MKFS_RAWFILE_H
#define MKFS_RAWFILE_H

#include "raw.h"

struct raw_file {
	struct raw_disk disk;
	int fd;
};

/* Serves the first nblocks blocks of `fd`, which stays the caller's. */
void raw_file_init(struct raw_file *f, int fd, uint64_t nblocks);

/* Reads or writes all `size` bytes at `offset`. 0; -1 with errno set, to 0
   when the file ends before. */
int raw_read_all(int fd, void *to, size_t size, uint64_t offset);
int raw_write_all(int fd, const void *from, size_t size, uint64_t offset);

#endif
