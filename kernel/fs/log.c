/*
 * The log: transactions that open, fill, close and are written to the disk.
 * See log.h; abi/disk.h has the format.
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
 * Invariant: the open transaction never holds, and the operations under way
 * cannot add, more blocks than half of the log has room for.
 * Locks: txn.lock. The commit thread alone closes transactions; it does so
 * while no operation is under way (`closing` keeps new ones out), and alone
 * writes. Frozen frames do not change.
 * Read next: alloc.c (whose frees wait until a transaction closes).
 */
#include "drivers/virtio_blk.h"
#include "fs/alloc.h"
#include "fs/log.h"
#include "fs/super.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "lib/string.h"
#include "mm/page.h"
#include "sched/thread.h"

#define COMMIT_DELAY_NS (10 * NSEC_PER_MS)
#define FRESH_SHARE     8      /* of memory may hold a transaction's data */
#define FRESH_MIN       256ul
#define BUFS_PER_FRAME  16     /* fewer than really fit */
#define STREAM_REQUESTS 32     /* in flight at most                       */
#define HALVES          2      /* of the log                              */

/* A closed transaction: its buffers, frozen (cache_freeze()). */
struct transaction {
	uint64_t sequence;
	struct list logged, ordered;
};

static struct {
	struct spinlock lock;
	uint64_t sequence;           /* (l) of the open transaction        */
	unsigned nops;               /* (l) operations under way, and what */
	unsigned max_blocks;         /*     that they may change in all    */
	unsigned max_fresh;
	bool closing;                /* (l) no operation may begin         */
	nanosec_t deadline;          /* (l) when it is due at the latest   */
	uint64_t committed;          /* (l) highest number that is durable */
	uint64_t finished;           /* (l) … and whose buffers are clean  */
	int error;                   /* (l) 0 or -EIO: read-only for good  */
	size_t room_blocks;          /* (c) what one transaction may hold  */
	size_t room_fresh;
	struct waitq work;           /* the commit thread                  */
	struct waitq progress;       /* who waits for the commit thread    */
} txn = {
	.lock = SPINLOCK_INIT(RANK_LOG, "log"),
	.deadline = NEVER,
	.work = WAITQ_INIT(txn.work),
	.progress = WAITQ_INIT(txn.progress),
};

/* What is dirty belongs to the open transaction; while it is closing, it may
   be clean already. */
static bool
is_dirty(void)
{
	return cache_count[BUF_LOGGED] + cache_count[BUF_ORDERED] > 0;
}

/* Half full: the commit thread may begin while operations go on. */
static bool
is_grown(void)
{
	return 2 * cache_count[BUF_LOGGED] >= txn.room_blocks ||
	       2 * cache_count[BUF_ORDERED] >= txn.room_fresh;
}

/* Asks for the open transaction to be committed. */
static void
want_commit_locked(void)
{
	txn.deadline = 0;
	waitq_wake_all(&txn.work);
}

/* Waits until *number, which is txn.committed or txn.finished, covers all
   that ended before. */
static int
wait_for(const uint64_t *number)
{
	uint64_t target;
	int error;

	spin_lock(&txn.lock);
	target = txn.sequence - 1;
	if (txn.closing || is_dirty()) {
		target = txn.sequence;
		want_commit_locked();
	}
	while (*number < target && txn.error == 0)
		waitq_sleep_firm(&txn.progress, &txn.lock);
	error = txn.error;
	spin_unlock(&txn.lock);
	return error;
}

int
log_sync(void)
{
	return wait_for(&txn.committed);
}

/*
 * Operations
 */

/* A commit turns dirty buffers into clean ones, which can be reclaimed. */
static bool
promise_frames(size_t n)
{
	if (page_promise(n))
		return true;
	cache_settle();
	return page_promise(n) ||
	       (wait_for(&txn.finished) == 0 && page_promise(n));
}

/* The open transaction is too full for the operation, or blocks would be
   short, and closing the transaction frees some. */
static bool
must_commit_locked(const struct log_op *op)
{
	unsigned nfresh = txn.max_fresh + op->nfresh;

	return cache_count[BUF_LOGGED] + txn.max_blocks + op->nblocks >
	       txn.room_blocks ||
	       cache_count[BUF_ORDERED] + nfresh > txn.room_fresh ||
	       (op->nfresh > 0 && alloc_would_help(nfresh));
}

int
log_begin(struct log_op *op, unsigned nblocks, unsigned nfresh)
{
	/* A frame for every block that may change, the bitmap's and the
	   superblock included, and for struct bufs. */
	size_t n = nblocks + nfresh + MIN(nfresh, super_nbitmaps()) + 1;
	int error;

	ASSERT(nblocks <= txn.room_blocks && nfresh <= txn.room_fresh);
	op->promised = n + 1 + n / BUFS_PER_FRAME;
	op->nblocks = nblocks;
	op->nfresh = nfresh;
	op->edited = NULL;
	if (!promise_frames(op->promised))
		return -ENOMEM;
	spin_lock(&txn.lock);
	while (txn.error == 0 && (txn.closing || must_commit_locked(op))) {
		if (!txn.closing)
			want_commit_locked();
		waitq_sleep_firm(&txn.progress, &txn.lock);
	}
	error = txn.error ? -EROFS : 0;
	if (error == 0) {
		txn.nops++;
		txn.max_blocks += nblocks;
		txn.max_fresh += nfresh;
	}
	spin_unlock(&txn.lock);
	if (error < 0)
		page_unpromise(op->promised);
	return error;
}

void
log_end(struct log_op *op)
{
	bool is_first;

	page_unpromise(op->promised);
	spin_lock(&txn.lock);
	txn.max_blocks -= op->nblocks;
	txn.max_fresh -= op->nfresh;
	txn.nops--;
	is_first = txn.deadline == NEVER && is_dirty();
	if (is_first)
		txn.deadline = timer_now() + COMMIT_DELAY_NS;
	if (is_first || is_grown() || (txn.closing && txn.nops == 0))
		waitq_wake_all(&txn.work);
	spin_unlock(&txn.lock);
}

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
 * Writing a transaction. After commit_seal() it survives a crash;
 * commit_finish() brings it home and thaws the buffers. 0 or -EIO: then
 * buffers stay as they are, as memory has what the disk has not.
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

static int
commit_seal(struct transaction *t)
{
	uint32_t at = half_start(t->sequence) + 1;
	struct buf *b;
	int error;

	stream_add_homes(&t->ordered);
	header->count = 0;
	LIST_FOR_EACH(b, &t->logged, commit_link) {
		ASSERT_CMP(header->count, <, super.log_blocks);
		stream_add(at++, b->frozen);
		header->home[header->count++] = b->block;
	}
	error = stream_flush();
	return error < 0 ? error : header_write(t->sequence);
}

static int
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
	    h->sequence > DISK_LOG_SEQUENCE_MAX ||
	    h->checksum != disk_log_checksum(h))
		return false;
	for (uint32_t i = 0; i < h->count; i++)
		if (h->home[i] != 0 && (h->home[i] < super.inode_start ||
					h->home[i] >= super.nblocks))
			return false;
	return true;
}

/* Image `i` of the log, in the cache; the superblock's may move nothing. */
static struct buf *
image_read(uint32_t at, uint32_t i)
{
	struct buf *b = cache_read_run(at + i, header->count - i);

	if (IS_ERR(b) || header->home[i] != 0 || super_is_same(b->data))
		return b;
	kprint("fs: the log moves the disk's areas\n");
	cache_put(b);
	return ERR_PTR(-EINVAL);
}

/* Copies the images home. What fails stays failed: stream_flush() tells. */
static int
replay(void)
{
	uint32_t at = half_start(header->sequence) + 1;

	kprint("fs: recovering %u blocks\n", header->count);
	for (uint32_t i = 0; i < header->count; i++) {
		struct buf *b = image_read(at, i);

		if (IS_ERR(b))
			return (int)PTR_ERR(b);
		stream_add(header->home[i], b->data);
		stream_finish();
		cache_put(b);
	}
	return stream_flush();
}

/* Repeats the last transaction that was sealed, the one with the highest
   number: *sequence is the number of the next. */
static int
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

/*
 * The commit thread
 */

/* Waits until a commit is due and no operation is under way, turns the open
   transaction into `t`, and opens the next. */
static void
take_transaction(struct transaction *t)
{
	spin_lock(&txn.lock);
	while (!is_grown() && timer_now() < txn.deadline)
		waitq_sleep_until(&txn.work, &txn.lock, txn.deadline);
	txn.closing = true;
	while (txn.nops > 0)
		waitq_sleep_firm(&txn.work, &txn.lock);
	spin_unlock(&txn.lock);

	list_init(&t->logged);
	list_init(&t->ordered);
	alloc_apply_frees();
	cache_freeze(BUF_LOGGED, &t->logged);
	cache_freeze(BUF_ORDERED, &t->ordered);

	spin_lock(&txn.lock);
	t->sequence = txn.sequence++;
	txn.closing = false;
	txn.deadline = NEVER;
	waitq_wake_all(&txn.progress);
	spin_unlock(&txn.lock);
}

/* Sets *number unless there was an error, which is passed on. */
static int
announce(uint64_t *number, uint64_t sequence, int error)
{
	spin_lock(&txn.lock);
	if (error == 0)
		*number = sequence;
	txn.error = error;
	waitq_wake_all(&txn.progress);
	spin_unlock(&txn.lock);
	return error;
}

static void
commit_thread(void *arg)
{
	struct transaction t;
	int error = 0;

	(void)arg;
	while (error == 0) {
		take_transaction(&t);
		error = announce(&txn.committed, t.sequence, commit_seal(&t));
		if (error == 0)
			error = announce(&txn.finished, t.sequence,
					 commit_finish(&t));
	}
	kprint("fs: the disk cannot be written; read-only from now on\n");
	spin_lock(&txn.lock);
	for (;;)
		waitq_sleep_firm(&txn.work, &txn.lock);
}

int
log_start(void)
{
	size_t fresh = page_count().total / FRESH_SHARE;
	int error = commit_recover(&txn.sequence);

	if (error < 0)
		return error;
	txn.committed = txn.finished = txn.sequence - 1;
	/* The bitmap's blocks and the superblock have room always. */
	txn.room_blocks = super.log_blocks - super_nbitmaps() - 1;
	txn.room_fresh = MAX(fresh, FRESH_MIN);
	return thread_start("commit", commit_thread, NULL) ? 0 : -ENOMEM;
}
