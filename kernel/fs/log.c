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
#define FRESH_MIN       256ul
#define BUFS_PER_FRAME  16     /* fewer than really fit */

static struct {
	struct spinlock lock;
	uint64_t sequence;           /* (l) of the open transaction        */
	unsigned nops;               /* (l) operations under way, and what */
	unsigned max_blocks;         /*     that they may change in all    */
	unsigned max_fresh;
	bool closing;                /* (l) no operation may begin         */
	bool wanted;                 /* (l) somebody waits for its commit  */
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
	txn.wanted = true;
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
 * The commit thread
 */

/* Waits until a commit is due and no operation is under way, turns the open
   transaction into `t`, and opens the next. */
static void
take_transaction(struct transaction *t)
{
	spin_lock(&txn.lock);
	while (!txn.wanted && !is_grown() && timer_now() < txn.deadline)
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
	txn.closing = txn.wanted = false;
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
