/*
 * The log: which transaction would be recovered, and are the headers sound.
 *
 * A header that does not match its checksum was torn by a crash; that is
 * legal and means that there is none. A header that matches but says what
 * cannot be is an error, and is not used either.
 */
#include "host.h"
#include "fsck_state.h"

#define NHALVES 2

static int
by_value(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/* Recovery writes to the superblock or behind the log, once to each block. */
static bool
homes_good(struct fsck *f, const union raw_log_header *h, int half)
{
	const struct disk_super *s = &f->super;
	uint32_t home[DISK_LOG_MAX], n = h->h.count;

	memcpy(home, h->h.home, n * sizeof(home[0]));
	qsort(home, n, sizeof(home[0]), by_value);
	for (uint32_t i = 0; i < n; i++) {
		const char *problem = NULL;

		if (home[i] >= s->nblocks)
			problem = "is past the end of the disk";
		else if (home[i] != 0 && home[i] < s->inode_start)
			problem = "is in the log itself";
		else if (i > 0 && home[i] == home[i - 1])
			problem = "is named twice";
		if (!problem)
			continue;
		fsck_find(f, FSCK_LOG_HEADER, "half %d: home block %" PRIu32
			  " %s", half, home[i], problem);
		return false;
	}
	return true;
}

static bool
header_bad(struct fsck *f, int half, const char *what, uint64_t value)
{
	fsck_find(f, FSCK_LOG_HEADER, "half %d: %s %" PRIu64, half, what,
		  value);
	return false;
}

/* Whether recovery may use it. */
static bool
header_check(struct fsck *f, const union raw_log_header *h, int half)
{
	uint64_t sequence = raw_log_sequence(h);

	if (h->h.magic == 0)
		return false;
	if (h->h.magic != DISK_LOG_MAGIC)
		return header_bad(f, half, "neither empty nor a header, its "
				  "magic number is", h->h.magic);
	if (h->h.checksum != disk_log_checksum(&h->h))
		return false;
	if (sequence == 0 || sequence > DISK_LOG_SEQUENCE_MAX ||
	    sequence % NHALVES != (uint64_t)half)
		return header_bad(f, half, "cannot hold transaction",
				  sequence);
	if (h->h.count > f->super.log_blocks)
		return header_bad(f, half, "more images than fit:",
				  h->h.count);
	return homes_good(f, h, half);
}

/* Images that differ from the blocks they belong to. */
static uint32_t
images_pending(struct fsck *f, const union raw_log_header *h, uint32_t first)
{
	uint8_t image[DISK_BLOCK_SIZE], home[DISK_BLOCK_SIZE];
	uint32_t n = 0;

	for (uint32_t i = 0; i < h->h.count; i++) {
		fsck_read(f, first + i, image);
		fsck_read(f, h->h.home[i], home);
		n += memcmp(image, home, DISK_BLOCK_SIZE) != 0;
	}
	return n;
}

/* A logged superblock may count orphans, but not move anything. */
static bool
super_kept(struct fsck *f)
{
	uint8_t block[DISK_BLOCK_SIZE];
	struct disk_super after, before = f->super;

	fsck_read(f, 0, block);
	raw_super_get(block, &after);
	f->super.norphans = after.norphans;
	before.norphans = after.norphans;
	if (memcmp(&before, &after, sizeof(after)) == 0)
		return true;
	fsck_find(f, FSCK_LOG_HEADER, "transaction %" PRIu64 " would change "
		  "the superblock's layout", f->result->log_sequence);
	return false;
}

static void
log_choose(struct fsck *f, const union raw_log_header *h, int half)
{
	uint32_t images = raw_log_header_block(&f->super, half) + 1;
	uint32_t norphans = f->super.norphans;

	f->result->log_sequence = raw_log_sequence(h);
	f->result->log_count = h->h.count;
	f->result->log_pending = images_pending(f, h, images);
	f->log = *h;
	f->log_images = images;
	if (super_kept(f))
		return;
	f->super.norphans = norphans;
	f->log_images = 0;
}

void
fsck_log_check(struct fsck *f)
{
	union raw_log_header h[NHALVES];
	uint64_t sequence[NHALVES];      /* 0 = no transaction */
	uint8_t block[DISK_BLOCK_SIZE];
	int last;

	for (int i = 0; i < NHALVES; i++) {
		fsck_read(f, raw_log_header_block(&f->super, i), block);
		raw_log_get(block, &h[i]);
		sequence[i] = header_check(f, &h[i], i) ?
			      raw_log_sequence(&h[i]) : 0;
	}
	last = sequence[1] > sequence[0];
	if (sequence[last] > 0)
		log_choose(f, &h[last], last);
}

void
fsck_log_recover(struct fsck *f)
{
	uint8_t block[DISK_BLOCK_SIZE] = { 0 };

	for (uint32_t i = 0; f->log_images && i < f->log.h.count; i++) {
		fsck_read(f, f->log_images + i, block);
		fsck_write(f, f->log.h.home[i], block);
	}
	f->failed |= f->disk->flush(f->disk) != 0;
	memset(block, 0, sizeof(block));
	for (int half = 0; half < NHALVES; half++)
		fsck_write(f, raw_log_header_block(&f->super, half), block);
	f->failed |= f->disk->flush(f->disk) != 0;
	f->log_images = 0;
}
