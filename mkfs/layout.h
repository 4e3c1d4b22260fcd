/*
 * Where things stand in an image of a given size.
 */
#ifndef MKFS_LAYOUT_H
#define MKFS_LAYOUT_H

#include <stdint.h>

#include "abi/disk.h"

/* What the user asked for; 0 = choose for me. */
struct layout_wish {
	uint64_t size;          /* bytes of the image */
	uint32_t ninodes;
	uint32_t log_blocks;
};

/*
 * Fills in the superblock of an image that is to hold `nodes` inodes and
 * `blocks` data and indirect blocks. Dies with a sentence when that cannot
 * be; when it is for lack of room the sentence names the size that would do.
 */
void layout_choose(struct disk_super *s, const struct layout_wish *wish,
		   uint64_t nodes, uint64_t blocks);

#endif
