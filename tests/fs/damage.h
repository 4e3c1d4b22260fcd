/*
 * Damage to disk images, for what the kernel and fsck make of it.
 */
#ifndef TEST_DAMAGE_H
#define TEST_DAMAGE_H

#include "abi/disk.h"

/* Where things are in a sound image. */
struct damage_map {
	struct disk_super super;
	uint32_t *inodes, *dirs, *tables;    /* in use; blocks of the others */
	uint32_t ninodes, ndirs, ntables;
};

struct damage_map damage_map(const void *image);

/* Damages a copy of that image in some places, as host_random() draws them:
   bytes, fields, blocks, and with what is likely to be believed. */
void damage(void *image, const struct damage_map *map);

/* Makes the checksums of the log's headers right. */
void damage_seal_log(void *image, const struct damage_map *map);

#endif
