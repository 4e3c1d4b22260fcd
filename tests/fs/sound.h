/*
 * The host's fsck on an image in memory: mkfs/fsck.h.
 */
#ifndef TEST_SOUND_H
#define TEST_SOUND_H

/* Prints what fsck and image_check() find in an image on which nothing is
   open; the number of faults. */
unsigned sound_check(const void *image);

/* Repairs an image, whatever is in it: 0, or 1 if fsck then still complains,
   which is printed. */
unsigned sound_repair(void *image);

#endif
