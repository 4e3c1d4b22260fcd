/*
 * fsck on an image in memory: see sound.h. The only file of the harness that
 * sees the headers of mkfs/.
 */
#include <stdio.h>
#include <string.h>

#include "fsck.h"
#include "../tests/fs/sound.h"

unsigned image_check(const void *image);

struct memory_disk {
	struct raw_disk disk;    /* first, so that it is this */
	char *image;
};

static char *
block_of(struct raw_disk *d, uint32_t block)
{
	return ((struct memory_disk *)d)->image +
	       (size_t)block * DISK_BLOCK_SIZE;
}

static int
block_read(struct raw_disk *d, uint32_t block, void *to)
{
	memcpy(to, block_of(d, block), DISK_BLOCK_SIZE);
	return 0;
}

static int
block_write(struct raw_disk *d, uint32_t block, const void *from)
{
	memcpy(block_of(d, block), from, DISK_BLOCK_SIZE);
	return 0;
}

static int
flush(struct raw_disk *d)
{
	(void)d;
	return 0;
}

static void
tell(void *unused, enum fsck_event event, enum fsck_invariant invariant,
     const char *text)
{
	(void)unused;
	(void)event;
	printf("fsck: %s: %s\n", fsck_name(invariant), text);
}

static enum fsck_status
check(void *image, uint64_t nblocks, const struct fsck_options *options,
      struct fsck_result *result)
{
	struct memory_disk m = {
		.disk = { nblocks, block_read, block_write, flush },
		.image = image,
	};

	return fsck_check(&m.disk, options, result);
}

unsigned
sound_check(const void *image)
{
	uint64_t nblocks = ((const struct disk_super *)image)->nblocks;
	struct fsck_options options = { .report = tell };
	struct fsck_result result;

	if (check((void *)image, nblocks, &options, &result) != FSCK_CLEAN)
		return 1;
	if (result.log_pending > 0 || result.norphans > 0) {
		printf("fsck: %u blocks not home, %u orphans\n",
		       result.log_pending, result.norphans);
		return 1;
	}
	return image_check(image);
}

unsigned
sound_repair(void *image, uint32_t nblocks, bool quiet)
{
	struct fsck_options repair = { .repair = true };
	struct fsck_options look = { .report = quiet ? NULL : tell };
	struct fsck_result result;

	check(image, nblocks, &repair, &result);
	return check(image, nblocks, &look, &result) != FSCK_CLEAN;
}
