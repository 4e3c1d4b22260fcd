/*
 * What a repair must keep: the files that are whole before it, by path and
 * contents. Knows the format on its own, as it is to judge fsck.
 */
#ifndef TESTS_MKFS_KEEP_H
#define TESTS_MKFS_KEEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One whole file: sums of its path, and of its size and contents. */
struct kept {
	uint64_t path, contents;
};

struct keep {
	struct kept *file;
	size_t n;
};

/*
 * Finds the files of an image of `nblocks` blocks that are whole: reached from
 * the root by directories that have one parent and no block in common with
 * anybody, by a name that is right and there once; with blocks that are in
 * range, nobody else's, as many as counted and none beyond the size. An image
 * whose superblock makes no sense has none. The caller frees k->file.
 */
void keep_find(struct keep *k, const uint8_t *data, uint64_t nblocks);

/* Is each file of `before` in `after`, the same? */
bool keep_holds(const struct keep *before, const struct keep *after);

#endif
