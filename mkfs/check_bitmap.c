/*
 * The bitmap: a block's bit is set exactly when it is before the data or
 * belongs to an inode. Neighbours with the same error are one finding. Bits
 * past the end of the disk mean nothing.
 */
#include "host.h"
#include "fsck_state.h"

/* Blocks [first, end) that have the same error. */
struct run {
	struct fsck *f;
	uint32_t first, end;
	bool leak;
};

static void
run_end(struct run *r)
{
	if (r->end > r->first)
		fsck_find(r->f,
			  r->leak ? FSCK_BITMAP_LEAK : FSCK_BITMAP_MISSING,
			  "blocks %" PRIu32 " to %" PRIu32 " are %s",
			  r->first, r->end - 1,
			  r->leak ? "marked as in use, but nothing uses them"
				  : "in use, but marked as free");
	r->first = r->end = 0;
}

static void
run_add(struct run *r, uint32_t block, bool leak)
{
	if (r->end != block || r->leak != leak)
		run_end(r);
	if (r->end == r->first)
		r->first = block;
	r->leak = leak;
	r->end = block + 1;
}

static bool
in_use(const struct fsck *f, uint32_t block)
{
	return block < f->super.data_start || f->owner[block];
}

/* Looks at the bits of one bitmap block; whether it had to be changed. */
static bool
bits_check(struct run *r, uint8_t *bits, uint32_t first)
{
	struct fsck *f = r->f;
	bool changed = false;

	for (uint32_t i = 0; i < DISK_BITS_PER_BLOCK; i++) {
		uint32_t block = first + i;
		uint8_t mask = (uint8_t)(1 << i % 8), *byte = &bits[i / 8];
		bool used;

		if (block >= f->super.nblocks)
			break;
		used = in_use(f, block);
		f->result->blocks_used += used;
		if (used == ((*byte & mask) != 0))
			continue;
		run_add(r, block, !used);
		*byte ^= mask;
		changed = true;
	}
	return changed;
}

void
fsck_bitmap_check(struct fsck *f)
{
	uint32_t nblocks = (uint32_t)raw_bitmap_blocks(&f->super);
	uint8_t bits[DISK_BLOCK_SIZE];
	struct run r = { .f = f };

	f->result->blocks_used = 0;
	for (uint32_t i = 0; i < nblocks; i++) {
		fsck_read(f, f->super.bitmap_start + i, bits);
		if (bits_check(&r, bits, i * DISK_BITS_PER_BLOCK))
			fsck_write(f, f->super.bitmap_start + i, bits);
	}
	run_end(&r);
}
