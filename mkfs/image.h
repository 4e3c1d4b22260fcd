/*
 * The image file that is being made: it gets its name only when it is whole,
 * so a failed or interrupted run leaves what was there before.
 */
#ifndef MKFS_IMAGE_H
#define MKFS_IMAGE_H

#include "rawfile.h"

struct image {
	struct raw_file file;
	const char *path;       /* the name it shall get */
};

/* Makes an empty sparse image of that many blocks under a passing name
   beside `path`. Dies when it cannot. */
void image_create(struct image *im, const char *path, uint64_t nblocks);

/* Writes one block, or dies. */
void image_write(struct image *im, uint32_t block, const void *from);

/* Gives the image its name; from here on it is the user's. */
void image_finish(struct image *im);

#endif
