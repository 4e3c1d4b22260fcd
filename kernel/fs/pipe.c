/*
 * Pipes: a ring of page frames between writers and readers.
 *
 * A writer puts frames into the ring where its bytes will need them, and
 * looks again whenever it had to let the lock go for one. They stay until the
 * pipe is closed: so it has as many as its bytes ever needed at once, and one
 * that is used in small pieces has one.
 *
 * Invariant: bytes tail … head - 1 are in the pipe, in the frames at their
 * places in the ring.
 * Locks: p->lock for everything. Memory is allocated without it.
 * Read next: file.c (the caller), sched/waitq.h.
 */
#include "abi/limits.h"
#include "fs/pipe.h"
#include "mm/object.h"
#include "mm/page.h"
#include "sched/waitq.h"

#define NFRAMES      16u
#define PIPE_SIZE    (NFRAMES * PAGE_SIZE)

struct pipe {
	struct spinlock lock;
	size_t head, tail;       /* bytes ever written, ever read         */
	void *frames[NFRAMES];
	bool has_reader, has_writer;
	struct waitq readers, writers;
};

static struct object_cache pipes = OBJECT_CACHE(pipes, "pipe", struct pipe);

struct pipe *
pipe_new(void)
{
	struct pipe *p = object_alloc(&pipes);

	if (p == NULL)
		return NULL;
	p->lock = (struct spinlock)SPINLOCK_INIT(RANK_FILE, "pipe");
	p->has_reader = p->has_writer = true;
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
	object_free(&pipes, p);
}

/* The frame that byte `at` is, or will be, in. */
static void **
frame_at(struct pipe *p, size_t at)
{
	return &p->frames[at / PAGE_SIZE % NFRAMES];
}

/* Bytes that fit in: the frame that is being read takes no new ones. So this
   grows by whole frames, each of which has room for any write that waits. */
static size_t
room(const struct pipe *p)
{
	return PIPE_SIZE - (p->head - ROUND_DOWN(p->tail, PAGE_SIZE));
}
_Static_assert(PIPE_BUF <= PAGE_SIZE, "a frame read makes room for a piece");

/* Fetches a frame for that place in the ring; 0 or -ENOMEM. The lock is let go
   meanwhile: what was true before may not be any more. */
static __attribute__((noinline)) int
frame_fetch(struct pipe *p, void **frame)
{
	void *fresh;

	spin_unlock(&p->lock);
	fresh = page_alloc();
	spin_lock(&p->lock);
	if (fresh == NULL)
		return -ENOMEM;
	if (*frame == NULL)
		*frame = fresh;
	else
		page_unref(fresh);
	return 0;
}

/* The first place that the next `n` bytes need and that has no frame. */
static void **
frame_missing(struct pipe *p, size_t n)
{
	for (size_t at = p->head, end = at + n; at < end;
	     at = ROUND_DOWN(at, PAGE_SIZE) + PAGE_SIZE)
		if (*frame_at(p, at) == NULL)
			return frame_at(p, at);
	return NULL;
}

ssize_t
pipe_write(struct pipe *p, struct segments *from)
{
	size_t least = MIN(from->size, (size_t)PIPE_BUF), n;
	void **missing = NULL;
	int error = 0;

	spin_lock(&p->lock);
	do {
		n = MIN(from->size, room(p));
		if (!p->has_reader)
			error = -EPIPE;
		else if (n < least)
			error = waitq_sleep(&p->writers, &p->lock);
		else if ((missing = frame_missing(p, n)) != NULL)
			error = frame_fetch(p, missing);
	} while (error == 0 && (n < least || missing != NULL));
	for (size_t left = error < 0 ? 0 : n, step; left > 0; left -= step) {
		size_t start = p->head % PAGE_SIZE;

		step = MIN(left, PAGE_SIZE - start);
		segments_get(from, (char *)*frame_at(p, p->head) + start, step);
		p->head += step;
	}
	waitq_wake_all(&p->readers);
	spin_unlock(&p->lock);
	return error < 0 ? error : (ssize_t)n;
}

ssize_t
pipe_read(struct pipe *p, struct segments *to)
{
	size_t n, before;
	int error = 0;

	spin_lock(&p->lock);
	while (p->head == p->tail && p->has_writer && error == 0)
		error = waitq_sleep(&p->readers, &p->lock);
	before = room(p);
	n = MIN(to->size, p->head - p->tail);
	for (size_t left = error < 0 ? 0 : n, step; left > 0; left -= step) {
		size_t start = p->tail % PAGE_SIZE;

		step = MIN(left, PAGE_SIZE - start);
		segments_put(to, (char *)*frame_at(p, p->tail) + start, step);
		p->tail += step;
	}
	if (p->head == p->tail)      /* begin again in the first frame */
		p->head = p->tail = 0;
	if (room(p) > before)
		waitq_wake_all(&p->writers);
	spin_unlock(&p->lock);
	return error < 0 ? error : (ssize_t)n;
}
