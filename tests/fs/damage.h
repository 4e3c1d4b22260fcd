/*
 * Damages disk images. It knows the format, and what of an image is in use,
 * so that most of what it breaks is looked at by whoever mounts the disk.
 */
#ifndef TEST_DAMAGE_H
#define TEST_DAMAGE_H

#include "abi/disk.h"

/* Places in an image whose superblock is sound. */
void *damage_block(void *image, uint32_t block);
struct disk_inode *damage_inode(void *image, uint32_t number);

/* Entry `index` of a directory, within its direct blocks. */
struct disk_dirent *damage_entry(void *image, uint32_t dir, uint32_t index);

/* The inode that `path`, names with '/' between them, leads to; there is
   one. And its entry. */
uint32_t damage_find(void *image, const char *path);
struct disk_dirent *damage_find_entry(void *image, const char *path);

/* The header of the last transaction; making its checksum right; and making
   the log empty, as recovery would undo damage of what is in it. */
struct disk_log_header *damage_log(void *image);
void damage_log_empty(void *image);
void damage_log_seal(struct disk_log_header *h);

/* One to a few damages, as host_random() will have it. */
void damage_random(void *image);

#endif
