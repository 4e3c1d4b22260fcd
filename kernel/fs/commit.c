/*
 * Writing transactions to disk: see commit.h; abi/disk.h has the format.
 *
 * A commit is three waves of writes. Within a wave the order does not matter,
 * so all of it is on its way before the first wait, adjacent blocks in one
 * request; between the waves the disk is flushed.
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
#include "abi/errno.h"
#include "drivers/virtio_blk.h"
#include "fs/cache.h"
#include "fs/commit.h"
#include "fs/super.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "lib/string.h"
#include "mm/page.h"
#include "sched/sched.h"

#define STREAM_REQUESTS 32    /* in flight at most         */
#define HALVES          2     /* of the log                */
#define REPLAY_RUN      32    /* images replayed at a time */
#define THAW_STEP       64    /* buffers between two sched_point()s */

/*
 * A stream of writes: a ring of requests, the one at `head` being filled.
 */
static struct {
	struct disk_request ring[STREAM_REQUESTS];
	unsigned head, tail;     /* tail … head - 1 are in flight */
	int error;
} stream;

static struct disk_log_header *header;   /* a frame to build headers in */

static struct disk_request *
stream_head(void)
{
	return &stream.ring[stream.head % STREAM_REQUESTS];
}

static void
stream_reap(void)
{
	struct disk_request *r = &stream.ring[stream.tail++ % STREAM_REQUESTS];
	int error = disk_wait(r);

	if (error < 0)
		stream.error = error;
}

/* Sends what is gathered and makes room for another request. */
static void
stream_push(void)
{
	if (stream_head()->nblocks == 0)
		return;
	stream_head()->op = DISK_WRITE;
	disk_submit(stream_head());
	stream.head++;
	if (stream.head - stream.tail == STREAM_REQUESTS)
		stream_reap();
	stream_head()->nblocks = 0;
}

static void
stream_add(uint32_t block, void *frame)
{
	struct disk_request *r = stream_head();

	if (r->nblocks == DISK_SEGMENTS_MAX ||
	    (r->nblocks > 0 && block != r->block + r->nblocks)) {
		stream_push();
		r = stream_head();
	}
	if (r->nblocks == 0)
		r->block = block;
	r->frames[r->nblocks++] = frame;
}

/* Returns when all that was added is written. 0 or -EIO. */
static int
stream_finish(void)
{
	int error;

	stream_push();
	while (stream.tail != stream.head)
		stream_reap();
	error = stream.error;
	stream.error = 0;
	return error;
}

static int
flush(void)
{
	struct disk_request r = { .op = DISK_FLUSH };

	disk_submit(&r);
	return disk_wait(&r);
}

/*
 * Sorting by block number: a merge sort of the list, bottom up. Lists are
 * mostly in order, as blocks are taken in order.
 */

static struct buf *
first_buf(const struct list *l)
{
	return LIST_FIRST(l, struct buf, commit_link);
}

/* Moves the first ascending run of `from` to the end of `to`. */
static void
take_run(struct list *from, struct list *to)
{
	uint32_t last = 0;

	while (!list_empty(from) && first_buf(from)->block >= last) {
		last = first_buf(from)->block;
		list_push_back(to, list_pop_front(from));
	}
}

static void
merge(struct list *a, struct list *b, struct list *to)
{
	while (!list_empty(a) && !list_empty(b)) {
		struct list *least =
			first_buf(a)->block < first_buf(b)->block ? a : b;

		list_push_back(to, list_pop_front(least));
	}
	list_append(to, a);
	list_append(to, b);
}

static void
sort_by_block(struct list *l)
{
	unsigned nruns;

	do {
		struct list sorted = LIST_INIT(sorted);

		for (nruns = 0; !list_empty(l); nruns++) {
			struct list a = LIST_INIT(a), b = LIST_INIT(b);

			take_run(l, &a);
			take_run(l, &b);
			merge(&a, &b, &sorted);
		}
		list_append(l, &sorted);
		sched_point();
	} while (nruns > 1);
}

/*
 * Commit
 */

int
commit_init(void)
{
	header = page_alloc_zero();
	return header != NULL ? 0 : -ENOMEM;
}

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

/* Adds the images, and notes in the header where they belong. */
static void
stream_add_images(const struct transaction *t)
{
	uint32_t at = half_start(t->sequence) + 1;
	struct buf *b;

	header->count = 0;
	LIST_FOR_EACH(b, &t->logged, commit_link) {
		ASSERT(header->count < super.log_blocks);
		stream_add(at++, b->frozen);
		header->home[header->count++] = b->block;
	}
}

static int
header_write(uint64_t sequence)
{
	int error;

	header->magic = DISK_LOG_MAGIC;
	header->sequence = sequence;
	header->checksum = disk_log_checksum(header);
	stream_add(half_start(sequence), header);
	error = stream_finish();
	return error < 0 ? error : flush();
}

int
commit_seal(struct transaction *t)
{
	int error;

	sort_by_block(&t->ordered);
	sort_by_block(&t->logged);
	stream_add_homes(&t->ordered);
	stream_add_images(t);
	error = stream_finish();
	if (error == 0)
		error = flush();
	return error < 0 ? error : header_write(t->sequence);
}

static void
thaw_list(struct list *l)
{
	for (unsigned n = 1; !list_empty(l); n++) {
		cache_thaw(first_buf(l));
		if (n % THAW_STEP == 0)
			sched_point();
	}
}

int
commit_finish(struct transaction *t)
{
	int error;

	thaw_list(&t->ordered);
	stream_add_homes(&t->logged);
	error = stream_finish();
	if (error == 0)
		thaw_list(&t->logged);
	return error;
}

/*
 * Recovery
 */

static bool
is_home(uint32_t block)
{
	return block == 0 || (block >= super.inode_start &&
			      block < super.nblocks);
}

/* True for a complete header of half `half`. */
static bool
header_is_valid(const struct disk_log_header *h, uint64_t half)
{
	if (h->magic != DISK_LOG_MAGIC || h->count > super.log_blocks ||
	    h->sequence == 0 || h->sequence % HALVES != half ||
	    h->checksum != disk_log_checksum(h))
		return false;
	for (uint32_t i = 0; i < h->count; i++)
		if (!is_home(h->home[i]))
			return false;
	return true;
}

/* Copies the valid header with the highest number to `header`; without one,
   its sequence is 0. */
static int
header_find(void)
{
	header->sequence = 0;
	header->count = 0;
	for (uint64_t half = 0; half < HALVES; half++) {
		struct buf *b = cache_read(half_start(half));
		const struct disk_log_header *h;

		if (IS_ERR(b))
			return (int)PTR_ERR(b);
		h = b->data;
		if (header_is_valid(h, half) &&
		    h->sequence > header->sequence)
			memcpy(header, h, sizeof(*header));
		cache_put(b);
	}
	return 0;
}

/* Copies home `n` images from number `first` on. */
static int
replay_run(uint32_t first, uint32_t n)
{
	uint32_t at = half_start(header->sequence) + 1 + first;
	struct buf *images[REPLAY_RUN];
	uint32_t got = 0;
	int error = 0, written;

	while (got < n && error == 0) {
		struct buf *b = cache_read_run(at + got, n - got);

		if (IS_ERR(b)) {
			error = (int)PTR_ERR(b);
		} else {
			images[got] = b;
			stream_add(header->home[first + got], b->data);
			got++;
		}
	}
	written = stream_finish();
	while (got > 0)
		cache_put(images[--got]);
	return error < 0 ? error : written;
}

static int
replay(void)
{
	int error = 0;

	kprint("fs: recovering %u blocks\n", header->count);
	for (uint32_t i = 0; i < header->count && error == 0; i += REPLAY_RUN)
		error = replay_run(i, MIN(header->count - i,
					  (uint32_t)REPLAY_RUN));
	if (error == 0)
		error = flush();
	if (error < 0)
		return error;
	cache_forget(0);      /* the superblock, read to find the log */
	header->count = 0;    /* the next boot need not do it again   */
	return header_write(header->sequence + 1);
}

int
commit_recover(uint64_t *sequence)
{
	int error = header_find();

	if (error == 0 && header->count > 0)
		error = replay();
	*sequence = header->sequence + 1;
	return error;
}
