/*
 * fsck for disks in memory. Apart, as its headers are the host's.
 */
#ifndef TEST_REPAIR_H
#define TEST_REPAIR_H

#include <stdbool.h>
#include <stdint.h>

/* As fsck -y does; true when nothing is left to repair. */
bool repair(void *image, uint32_t nblocks);

#endif
