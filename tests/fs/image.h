/*
 * Disk images: making an empty one, and checking one from the outside. The
 * checker shares no code with the file system.
 */
#ifndef TEST_IMAGE_H
#define TEST_IMAGE_H

#include "arch/types.h"

struct image_size {
	uint32_t nblocks, ninodes, log_blocks;
};

/* An image with an empty root directory, in memory shared with children. */
void *image_make(struct image_size size);

/* A copy in memory of the process's own. */
void *image_copy(const void *image);

/* Prints what is wrong; the number of faults. */
unsigned image_check(const void *image);

#endif
