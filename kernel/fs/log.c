/*
 * The log: transactions that open, fill and close. See log.h.
 *
 * Invariant: the open transaction never holds, and the operations under way
 * cannot add, more blocks than half of the log has room for.
 * Locks: txn.lock. The commit thread alone closes transactions; it does so
 * while no operation is under way (`closing` keeps new ones out).
 * Read next: commit.c (how a transaction is written), alloc.c (whose frees
 * wait until a transaction closes).
 */
#include "abi/errno.h"
#include "fs/alloc.h"
#include "fs/commit.h"
#include "fs/log.h"
#include "fs/super.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "mm/page.h"
#include "sched/thread.h"
#include "sched/timer.h"

#define COMMIT_DELAY_NS (10 * NSEC_PER_MS)
#define FRESH_SHARE     8      /* of memory may hold a transaction's data */
#define FRESH_MIN       256u
#define BUFS_PER_FRAME  16     /* fewer than really fit */
#define NO_DEADLINE     0

static struct {
	struct spinlock lock;
	uint64_t sequence;           /* (l) of the open transaction        */
	unsigned nblocks, nfresh;    /* (l) changed by it so far           */
	unsigned nops;               /* (l) operations under way, and what */
	unsigned max_blocks;         /*     that they may add in all       */
	unsigned max_fresh;
	bool closing;                /* (l) no operation may begin         */
	uint64_t wanted;             /* (l) somebody waits for this number */
	uint64_t committed;          /* (l) highest number that is durable */
	uint64_t finished;           /* (l) … and whose buffers are clean  */
	nanosec_t deadline;          /* (l) of the open transaction        */
	int error;                   /* (l) 0 or -EIO: read-only for good  */
	unsigned room_blocks;        /* (c) what one transaction may hold  */
	unsigned room_fresh;
	struct waitq opened;         /* a transaction opened, or an error  */
	struct waitq ended;          /* no operation is under way any more */
	struct waitq work;           /* the commit thread                  */
	struct waitq progress;       /* committed or finished rose, or an
	                                error                              */
} txn = {
	.lock = SPINLOCK_INIT(RANK_LOG, "log"),
	.opened = WAITQ_INIT(txn.opened),
	.ended = WAITQ_INIT(txn.ended),
	.work = WAITQ_INIT(txn.work),
	.progress = WAITQ_INIT(txn.progress),
};

/*
 * Operations
 */

/* Asks for the open transaction to be committed. */
static void
want_commit_locked(void)
{
	txn.wanted = txn.sequence;
	waitq_wake_all(&txn.work);
}

static bool
is_dirty_locked(void)
{
	return txn.nblocks > 0 || txn.nfresh > 0;
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
	if (is_dirty_locked()) {
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

static bool
is_full_locked(unsigned nblocks, unsigned nfresh)
{
	return txn.nblocks + txn.max_blocks + nblocks > txn.room_blocks ||
	       txn.nfresh + txn.max_fresh + nfresh > txn.room_fresh;
}

/* Blocks would be short, and closing the transaction frees some. */
static bool
must_free_locked(unsigned nfresh)
{
	return nfresh > 0 && alloc_would_help(txn.max_fresh + nfresh);
}

static int
join_transaction(unsigned nblocks, unsigned nfresh)
{
	int error;

	spin_lock(&txn.lock);
	while (txn.error == 0 &&
	       (txn.closing || is_full_locked(nblocks, nfresh) ||
		must_free_locked(nfresh))) {
		if (!txn.closing)
			want_commit_locked();
		waitq_sleep_firm(&txn.opened, &txn.lock);
	}
	error = txn.error ? -EROFS : 0;
	if (error == 0) {
		txn.nops++;
		txn.max_blocks += nblocks;
		txn.max_fresh += nfresh;
	}
	spin_unlock(&txn.lock);
	return error;
}

/* Frames for every block that may change, the bitmap's and the superblock
   included, and for struct bufs. */
static size_t
frames_needed(unsigned nblocks, unsigned nfresh)
{
	size_t n = nblocks + nfresh + MIN(nfresh, super_nbitmaps()) + 1;

	return n + 1 + n / BUFS_PER_FRAME;
}

/* A commit turns dirty buffers into clean ones, which can be reclaimed. */
static bool
promise_frames(size_t n)
{
	if (page_promise(n))
		return true;
	cache_settle();
	if (page_promise(n))
		return true;
	return wait_for(&txn.finished) == 0 && page_promise(n);
}

int
log_begin(struct log_op *op, unsigned nblocks, unsigned nfresh)
{
	int error;

	ASSERT(nblocks <= txn.room_blocks && nfresh <= txn.room_fresh);
	op->promised = frames_needed(nblocks, nfresh);
	op->nblocks = nblocks;
	op->nfresh = nfresh;
	if (!promise_frames(op->promised))
		return -ENOMEM;
	error = join_transaction(nblocks, nfresh);
	if (error < 0)
		page_unpromise(op->promised);
	return error;
}

/* Half full: the commit thread may begin while operations go on. */
static bool
is_grown_locked(void)
{
	return 2 * txn.nblocks >= txn.room_blocks ||
	       2 * txn.nfresh >= txn.room_fresh;
}

void
log_end(struct log_op *op)
{
	page_unpromise(op->promised);
	spin_lock(&txn.lock);
	txn.max_blocks -= op->nblocks;
	txn.max_fresh -= op->nfresh;
	if (--txn.nops == 0 && txn.closing)
		waitq_wake_all(&txn.ended);
	if (txn.deadline == NO_DEADLINE && is_dirty_locked()) {
		txn.deadline = timer_now() + COMMIT_DELAY_NS;
		waitq_wake_all(&txn.work);
	} else if (is_grown_locked()) {
		waitq_wake_all(&txn.work);
	}
	spin_unlock(&txn.lock);
}

static void
count_change(const struct buf *b, int blocks, int fresh)
{
	if (b != NULL && b->pinned)     /* room for these is always kept */
		return;
	spin_lock(&txn.lock);
	txn.nblocks += (unsigned)blocks;
	txn.nfresh += (unsigned)fresh;
	spin_unlock(&txn.lock);
}

void
log_write(struct log_op *op, struct buf *b)
{
	if (cache_dirty(b, BUF_LOGGED, &op->promised))
		count_change(b, 1, 0);
}

struct buf *
log_overwrite(struct log_op *op, uint32_t block)
{
	struct buf *b = cache_blank(block, &op->promised);

	log_write(op, b);
	return b;
}

struct buf *
log_new(struct log_op *op, uint32_t block)
{
	struct buf *b = cache_blank(block, &op->promised);

	if (cache_dirty(b, BUF_ORDERED, &op->promised))
		count_change(b, 0, 1);
	return b;
}

void
log_forget(uint32_t block)
{
	enum buf_dirt dirt = cache_forget(block);

	if (dirt == BUF_LOGGED)
		count_change(NULL, -1, 0);
	else if (dirt == BUF_ORDERED)
		count_change(NULL, 0, -1);
}

/*
 * The commit thread
 */

static bool
is_due_locked(void)
{
	return txn.wanted == txn.sequence || is_grown_locked() ||
	       (txn.deadline != NO_DEADLINE && timer_now() >= txn.deadline);
}

static void
wait_until_due_locked(void)
{
	while (!is_due_locked()) {
		if (txn.deadline == NO_DEADLINE)
			waitq_sleep_firm(&txn.work, &txn.lock);
		else
			waitq_sleep_until(&txn.work, &txn.lock, txn.deadline);
	}
}

/* Waits until a commit is due and no operation is under way. */
static void
close_transaction(void)
{
	spin_lock(&txn.lock);
	wait_until_due_locked();
	txn.closing = true;
	while (txn.nops > 0)
		waitq_sleep_firm(&txn.ended, &txn.lock);
	spin_unlock(&txn.lock);
}

/* Opens the next transaction; an empty one keeps its number, as the other
   half of the log holds the only record of what came before. */
static void
open_transaction(bool was_empty)
{
	spin_lock(&txn.lock);
	if (!was_empty)
		txn.sequence++;
	txn.nblocks = txn.nfresh = 0;
	txn.deadline = NO_DEADLINE;
	txn.wanted = 0;
	txn.closing = false;
	waitq_wake_all(&txn.opened);
	spin_unlock(&txn.lock);
}

/* Turns the open transaction into `t`; false when nothing is in it. */
static bool
take_transaction(struct transaction *t)
{
	struct log_op op = { .promised = 0 };
	bool is_empty;

	list_init(&t->logged);
	list_init(&t->ordered);
	close_transaction();
	alloc_apply_frees(&op);
	t->sequence = txn.sequence;
	cache_freeze(&t->logged, &t->ordered);
	is_empty = list_empty(&t->logged) && list_empty(&t->ordered);
	open_transaction(is_empty);
	return !is_empty;
}

static void
announce(uint64_t *number, uint64_t sequence, int error)
{
	spin_lock(&txn.lock);
	if (error == 0)
		*number = sequence;
	else
		txn.error = error;
	waitq_wake_all(&txn.progress);
	waitq_wake_all(&txn.opened);
	spin_unlock(&txn.lock);
}

static int
commit(struct transaction *t)
{
	int error = commit_seal(t);

	announce(&txn.committed, t->sequence, error);
	if (error < 0)
		return error;
	error = commit_finish(t);
	announce(&txn.finished, t->sequence, error);
	return error;
}

static void
commit_thread(void *arg)
{
	struct transaction t;
	int error = 0;

	(void)arg;
	while (error == 0)
		if (take_transaction(&t))
			error = commit(&t);
	kprint("fs: the disk cannot be written; read-only from now on\n");
	spin_lock(&txn.lock);
	for (;;)
		waitq_sleep_firm(&txn.work, &txn.lock);
}

int
log_start(uint64_t next_sequence)
{
	size_t fresh = page_count().total / FRESH_SHARE;

	txn.sequence = next_sequence;
	txn.committed = txn.finished = next_sequence - 1;
	txn.room_blocks = super.log_blocks - super_nreserved();
	txn.room_fresh = MAX((unsigned)fresh, FRESH_MIN);
	return thread_start("commit", commit_thread, NULL) ? 0 : -ENOMEM;
}
