/*
 * Pipes: a ring of page frames between writers and readers.
 *
 * Frames are taken when data needs them and given back when it has been read;
 * an empty pipe keeps one at most, as the spare.
 *
 * Invariant: bytes tail … head - 1 are in the pipe; the frames that they lie
 * in are in `frames`, no others.
 * Locks: p->lock for everything. Memory is allocated before it is taken.
 * Read next: file.c (the caller), sched/waitq.h.
 */
#include "abi/errno.h"
#include "abi/limits.h"
#include "fs/pipe.h"
#include "lib/panic.h"
#include "mm/object.h"
#include "mm/page.h"
#include "sched/waitq.h"

#define NFRAMES      16u
#define PIPE_SIZE    (NFRAMES * PAGE_SIZE)
#define NO_NEED      SIZE_MAX

struct pipe {
	struct spinlock lock;
	size_t head, tail;       /* bytes ever written, ever read         */
	void *frames[NFRAMES];
	void *spare;
	bool has_reader, has_writer;
	size_t need;             /* least room that a waiting writer needs */
	struct waitq readers, writers;
};

static struct object_cache pipes = OBJECT_CACHE(pipes, "pipe", struct pipe);

struct pipe *
pipe_new(void)
{
	struct pipe *p = object_alloc(&pipes);

	if (p == NULL)
		return NULL;
	spin_init(&p->lock, RANK_FILE, "pipe");
	p->has_reader = p->has_writer = true;
	p->need = NO_NEED;
	waitq_init(&p->readers);
	waitq_init(&p->writers);
	return p;
}

void
pipe_close(struct pipe *p, bool writer)
{
	bool last;

	spin_lock(&p->lock);
	if (writer)
		p->has_writer = false;
	else
		p->has_reader = false;
	last = !p->has_writer && !p->has_reader;
	waitq_wake_all(&p->readers);
	waitq_wake_all(&p->writers);
	spin_unlock(&p->lock);
	if (!last)
		return;
	for (unsigned i = 0; i < NFRAMES; i++)
		if (p->frames[i] != NULL)
			page_unref(p->frames[i]);
	if (p->spare != NULL)
		page_unref(p->spare);
	object_free(&pipes, p);
}

/* The frame that byte `at` is, or will be, in. */
static void **
frame_at(struct pipe *p, size_t at)
{
	return &p->frames[at / PAGE_SIZE % NFRAMES];
}

/* Bytes that fit in: the frame that is being read takes no new ones. */
static size_t
room(const struct pipe *p)
{
	return PIPE_SIZE - (p->head - ROUND_DOWN(p->tail, PAGE_SIZE));
}

/* Waits until `need` bytes fit in. */
static int
room_await(struct pipe *p, size_t need)
{
	while (p->has_reader && room(p) < need) {
		int error;

		p->need = MIN(p->need, need);
		error = waitq_sleep(&p->writers, &p->lock);
		if (error < 0)
			return error;
	}
	return p->has_reader ? 0 : -EPIPE;
}

/* How many frames the next `n` bytes need beyond what is there. */
static unsigned
frames_missing(struct pipe *p, size_t n)
{
	size_t first = p->head / PAGE_SIZE;
	size_t end = DIV_UP(p->head + n, PAGE_SIZE);
	unsigned missing = (unsigned)(end - first);

	if (*frame_at(p, p->head) != NULL)
		missing--;
	return missing;
}

/* Copies in the next n bytes; the frames that are missing come from stock. */
static void
put_bytes(struct pipe *p, struct segments *from, size_t n, void **stock)
{
	while (n > 0) {
		void **frame = frame_at(p, p->head);
		size_t start = p->head % PAGE_SIZE;
		size_t step = MIN(n, PAGE_SIZE - start);

		if (*frame == NULL)
			*frame = *stock++;
		segments_get(from, (char *)*frame + start, step);
		p->head += step;
		n -= step;
	}
}

/* Fills the stock up to `want` frames, from the spare or fresh. Lets the lock
   go if it must allocate, and says so. */
static bool
stock_fill(struct pipe *p, void **stock, unsigned *nstock, unsigned want)
{
	if (*nstock < want && p->spare != NULL) {
		stock[(*nstock)++] = p->spare;
		p->spare = NULL;
	}
	if (LIKELY(*nstock >= want))
		return false;
	spin_unlock(&p->lock);
	while (*nstock < want && (stock[*nstock] = page_alloc()) != NULL)
		++*nstock;
	spin_lock(&p->lock);
	return true;
}

static ssize_t
write_locked(struct pipe *p, struct segments *from, void **stock,
	     unsigned *nstock, unsigned *nused)
{
	size_t need = MIN(from->size, (size_t)PIPE_BUF), n;
	unsigned missing;

	for (;;) {
		int error = room_await(p, need);

		if (error < 0)
			return error;
		n = MIN(from->size, room(p));
		missing = frames_missing(p, n);
		if (!stock_fill(p, stock, nstock, missing))
			break;
		if (*nstock < missing)
			return -ENOMEM;
	}
	put_bytes(p, from, n, stock);
	*nused = missing;
	waitq_wake_all(&p->readers);
	return (ssize_t)n;
}

ssize_t
pipe_write(struct pipe *p, struct segments *from)
{
	void *stock[NFRAMES + 1];
	unsigned nstock = 0, nused = 0;
	ssize_t n;

	spin_lock(&p->lock);
	n = write_locked(p, from, stock, &nstock, &nused);
	spin_unlock(&p->lock);
	while (UNLIKELY(nused < nstock))
		page_unref(stock[--nstock]);
	return n;
}

static void
frame_release(struct pipe *p, void **frame)
{
	if (*frame != NULL && p->spare == NULL)
		p->spare = *frame;
	else if (*frame != NULL)
		page_unref(*frame);
	*frame = NULL;
}

static void
take_bytes(struct pipe *p, struct segments *to, size_t n)
{
	while (n > 0) {
		void **frame = frame_at(p, p->tail);
		size_t start = p->tail % PAGE_SIZE;
		size_t step = MIN(n, PAGE_SIZE - start);

		segments_put(to, (char *)*frame + start, step);
		p->tail += step;
		n -= step;
		if (start + step == PAGE_SIZE)
			frame_release(p, frame);
	}
	if (p->head == p->tail) {    /* begin again at the start of a frame */
		frame_release(p, frame_at(p, p->tail));
		p->head = p->tail = 0;
	}
}

ssize_t
pipe_read(struct pipe *p, struct segments *to)
{
	int error = 0;
	size_t n;

	spin_lock(&p->lock);
	while (p->head == p->tail && p->has_writer && error == 0)
		error = waitq_sleep(&p->readers, &p->lock);
	n = MIN(to->size, p->head - p->tail);
	if (error == 0 && n > 0)
		take_bytes(p, to, n);
	if (room(p) >= p->need) {
		p->need = NO_NEED;
		waitq_wake_all(&p->writers);
	}
	spin_unlock(&p->lock);
	return error < 0 ? error : (ssize_t)n;
}
