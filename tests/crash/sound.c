/*
 * fsck on an image in memory: mkfs/fsck.h, as the host's fsck runs it.
 */
#include <stdio.h>
#include <string.h>

#include "fsck.h"

unsigned sound_check(const void *image);
unsigned image_check(const void *image);

struct memory_disk {
	struct raw_disk disk;    /* first, so that it is this */
	const char *image;
};

static int
block_read(struct raw_disk *d, uint32_t block, void *to)
{
	memcpy(to, ((struct memory_disk *)d)->image +
	       (size_t)block * DISK_BLOCK_SIZE, DISK_BLOCK_SIZE);
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

unsigned
sound_check(const void *image)
{
	struct memory_disk m = {
		.disk = { .read = block_read }, .image = image,
	};
	struct fsck_options options = { .report = tell };
	struct fsck_result result;
	enum fsck_status status;
	unsigned nfaults;

	m.disk.nblocks = ((const struct disk_super *)image)->nblocks;
	status = fsck_check(&m.disk, &options, &result);
	nfaults = status == FSCK_CLEAN ? 0 : 1;
	if (status == FSCK_CLEAN && (result.log_pending || result.norphans)) {
		printf("fsck: %u blocks not home, %u orphans\n",
		       result.log_pending, result.norphans);
		nfaults = 1;
	}
	return nfaults + image_check(image);
}
