/*
 * Writing transactions to disk: see commit.h; abi/disk.h has the format.
 *
 * A commit is three waves of writes. Within a wave the order does not matter,
 * so all of it is on its way before the first wait, adjacent blocks in one
 * request; between the waves the disk is flushed. Blocks come in the order in
 * which they became dirty. That is the order in which they were taken for
 * what is fresh, so adjacent ones meet without being sorted.
 *
 *	seal:    fresh blocks to their homes, images to the log | flush
 *	         the header | flush
 *	finish:  the images' blocks to their homes
 *
 * Locks: none; only the commit thread, and recovery before it, come here.
 * Frozen frames do not change.
 * Read next: log.c (where transactions come from).
 */
#include "abi/disk.h"
#include "drivers/virtio_blk.h"
#include "fs/cache.h"
#include "fs/commit.h"
#include "fs/super.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "lib/string.h"
#include "mm/page.h"

#define STREAM_REQUESTS 32    /* in flight at most         */
#define HALVES          2     /* of the log                */

/*
 * A stream of writes: a ring of requests, the one at `head` being filled.
 */
static struct {
	struct disk_request ring[STREAM_REQUESTS];
	unsigned head, tail;     /* tail … head - 1 are in flight  */
	int error;               /* of any of them: stays for ever */
} stream;

static struct disk_log_header *header;   /* a frame to build headers in */

/* Sends what is gathered, if anything, waits until at most `n` requests are
   in flight, and begins another one. */
static struct disk_request *
stream_push(unsigned n, uint32_t block)
{
	struct disk_request *r = &stream.ring[stream.head % STREAM_REQUESTS];

	if (r->nblocks > 0) {
		r->op = DISK_WRITE;
		disk_submit(r);
		r = &stream.ring[++stream.head % STREAM_REQUESTS];
	}
	while (stream.head - stream.tail > n) {
		unsigned oldest = stream.tail++ % STREAM_REQUESTS;
		int error = disk_wait(&stream.ring[oldest]);

		if (error < 0)
			stream.error = error;
	}
	r->block = block;
	r->nblocks = 0;
	return r;
}

static void
stream_add(uint32_t block, void *frame)
{
	struct disk_request *r = &stream.ring[stream.head % STREAM_REQUESTS];

	if (r->nblocks == DISK_SEGMENTS_MAX || block != r->block + r->nblocks)
		r = stream_push(STREAM_REQUESTS - 1, block);
	r->frames[r->nblocks++] = frame;
}

/* Returns when all that was added is written. 0 or -EIO. */
static int
stream_finish(void)
{
	stream_push(0, 0);
	return stream.error;
}

/* The same, and safe from a loss of power. */
static int
stream_flush(void)
{
	struct disk_request r = { .op = DISK_FLUSH };
	int error = stream_finish();

	if (error < 0)
		return error;
	disk_submit(&r);
	return disk_wait(&r);
}

/*
 * Commit
 */

static uint32_t
half_start(uint64_t sequence)
{
	return super.log_start +
	       (uint32_t)(sequence % HALVES) * (super.log_blocks + 1);
}

static void
stream_add_homes(const struct list *l)
{
	struct buf *b;

	LIST_FOR_EACH(b, l, commit_link)
		stream_add(b->block, b->frozen);
}

static int
header_write(uint64_t sequence)
{
	header->magic = DISK_LOG_MAGIC;
	header->sequence = sequence;
	header->checksum = disk_log_checksum(header);
	stream_add(half_start(sequence), header);
	return stream_flush();
}

int
commit_seal(struct transaction *t)
{
	uint32_t at = half_start(t->sequence) + 1;
	struct buf *b;
	int error;

	stream_add_homes(&t->ordered);
	header->count = 0;
	LIST_FOR_EACH(b, &t->logged, commit_link) {
		ASSERT(header->count < super.log_blocks);
		stream_add(at++, b->frozen);
		header->home[header->count++] = b->block;
	}
	error = stream_flush();
	return error < 0 ? error : header_write(t->sequence);
}

int
commit_finish(struct transaction *t)
{
	int error;

	cache_thaw(&t->ordered);
	stream_add_homes(&t->logged);
	error = stream_finish();
	if (error == 0)
		cache_thaw(&t->logged);
	return error;
}

/*
 * Recovery
 */

/* True for a complete header of half `half`, later than `header`. */
static bool
header_is_later(const struct disk_log_header *h, uint64_t half)
{
	if (h->magic != DISK_LOG_MAGIC || h->count > super.log_blocks ||
	    h->sequence <= header->sequence || h->sequence % HALVES != half ||
	    h->checksum != disk_log_checksum(h))
		return false;
	for (uint32_t i = 0; i < h->count; i++)
		if (h->home[i] != 0 && (h->home[i] < super.inode_start ||
					h->home[i] >= super.nblocks))
			return false;
	return true;
}

/* Copies the images home. What fails stays failed: stream_flush() tells. */
static int
replay(void)
{
	uint32_t at = half_start(header->sequence) + 1;

	kprint("fs: recovering %u blocks\n", header->count);
	for (uint32_t i = 0; i < header->count; i++) {
		struct buf *b = cache_read_run(at + i, header->count - i);

		if (IS_ERR(b))
			return (int)PTR_ERR(b);
		stream_add(header->home[i], b->data);
		stream_finish();
		cache_put(b);
	}
	return stream_flush();
}

/* Copies the valid header with the highest number to `header`; without one,
   its sequence and count are 0. */
int
commit_recover(uint64_t *sequence)
{
	int error = 0;

	header = page_alloc_zero();
	if (header == NULL)
		return -ENOMEM;
	for (uint64_t half = 0; half < HALVES; half++) {
		struct buf *b = cache_read(half_start(half));

		if (IS_ERR(b))
			return (int)PTR_ERR(b);
		if (header_is_later(b->data, half))
			memcpy(header, b->data, sizeof(*header));
		cache_put(b);
	}
	if (header->count > 0) {
		error = replay();
		cache_forget(0);      /* the superblock, as it was before */
		header->count = 0;    /* the next boot need not do it again */
		if (error == 0)
			error = header_write(header->sequence + 1);
	}
	*sequence = header->sequence + 1;
	return error;
}
