/*
 * fsck -y for disks in memory: see repair.h.
 */
#include <stdio.h>
#include <string.h>

#include "../../mkfs/fsck.h"
#include "repair.h"

static uint8_t *base;

static int
memory_read(struct raw_disk *d, uint32_t block, void *to)
{
	(void)d;
	memcpy(to, base + (size_t)block * DISK_BLOCK_SIZE, DISK_BLOCK_SIZE);
	return 0;
}

static int
memory_write(struct raw_disk *d, uint32_t block, const void *from)
{
	(void)d;
	memcpy(base + (size_t)block * DISK_BLOCK_SIZE, from, DISK_BLOCK_SIZE);
	return 0;
}

static int
memory_flush(struct raw_disk *d)
{
	(void)d;
	return 0;
}

static void
on_finding(void *ctx, enum fsck_event event, enum fsck_invariant invariant,
	   const char *text)
{
	(void)ctx;
	if (event == FSCK_REMAINING)
		printf("not repaired: %s: %s\n", fsck_name(invariant), text);
}

bool
repair(void *image, uint32_t nblocks)
{
	struct raw_disk disk = {
		.nblocks = nblocks, .read = memory_read,
		.write = memory_write, .flush = memory_flush,
	};
	struct fsck_options options = {
		.repair = true, .report = on_finding,
	};
	struct fsck_result result;

	base = image;
	return fsck_check(&disk, &options, &result) != FSCK_FAILED &&
	       result.remaining == 0;
}
