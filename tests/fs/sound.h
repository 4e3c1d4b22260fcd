/*
 * The host's fsck on an image in memory: mkfs/fsck.h.
 */
#ifndef TEST_SOUND_H
#define TEST_SOUND_H

#include <stdbool.h>
#include <stdint.h>

/* Prints what fsck and image_check() find in an image on which nothing is
   open; the number of faults. */
unsigned sound_check(const void *image);

/* Repairs an image of that size, whatever is in it: 0, or 1 if fsck then
   still complains, which is printed unless `quiet`. */
unsigned sound_repair(void *image, uint32_t nblocks, bool quiet);

#endif
