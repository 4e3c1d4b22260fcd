/*
 * Writes the contents of an image.
 */
#ifndef MKFS_BUILD_H
#define MKFS_BUILD_H

#include "image.h"
#include "tree.h"

/* Writes all that is not zero of a file system with the tree in it. The
   superblock comes from layout_choose() for that tree. Dies on failure. */
void build(struct image *im, const struct disk_super *s,
	   const struct tree *t);

#endif
