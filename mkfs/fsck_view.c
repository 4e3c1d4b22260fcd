/*
 * The disk as recovery will leave it: reads of a block that the log has an
 * image of get the image. Nothing is written but in a repairing round, and
 * by then the images are home.
 */
#include "host.h"
#include "fsck_state.h"

/* Where the contents of `block` stand now. */
static uint32_t
place_of(const struct fsck *f, uint32_t block)
{
	if (!f->log_images)
		return block;
	for (uint32_t i = 0; i < f->log.h.count; i++) {
		if (f->log.h.home[i] == block)
			return f->log_images + i;
	}
	return block;
}

static int
view_read(struct raw_disk *d, uint32_t block, void *to)
{
	struct fsck *f = (struct fsck *)d;

	if (block < d->nblocks &&
	    f->disk->read(f->disk, place_of(f, block), to) == 0)
		return 0;
	f->failed = true;
	memset(to, 0, DISK_BLOCK_SIZE);
	return 0;
}

static int
view_write(struct raw_disk *d, uint32_t block, const void *from)
{
	struct fsck *f = (struct fsck *)d;

	if (!f->repair || f->failed)
		return 0;
	f->changed = true;
	if (f->disk->write(f->disk, block, from) != 0)
		f->failed = true;
	return 0;
}

void
fsck_view_init(struct fsck *f, struct raw_disk *disk)
{
	f->disk = disk;
	f->view.nblocks = disk->nblocks;
	f->view.read = view_read;
	f->view.write = view_write;
}

void
fsck_read(struct fsck *f, uint32_t block, void *to)
{
	f->view.read(&f->view, block, to);
}

void
fsck_write(struct fsck *f, uint32_t block, const void *from)
{
	f->view.write(&f->view, block, from);
}
