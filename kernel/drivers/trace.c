/*
 * The trace device: see trace.h.
 *
 * Locks: the mutex guards `at` and all that starts and stops; the rings are
 * their harts' while events are recorded.
 */
#include "arch/cpu.h"
#include "drivers/trace.h"
#include "lib/string.h"
#include "lib/trace.h"
#include "mm/page.h"
#include "sched/mutex.h"

static struct mutex mutex = MUTEX_INIT(mutex);

/* What is read next: the clock, then of each hart the number of an event; the
   one before its oldest tells how many are lost. */
static struct {
	unsigned hart;
	uint64_t event;
	bool clock_given, loss_given;
} at;

static int
ring_grow(struct trace_ring *r, unsigned nframes)
{
	while (r->nframes < nframes) {
		void *frame = page_alloc();

		if (frame == NULL)
			return -ENOMEM;
		r->frames[r->nframes++] = frame;
	}
	r->nfilled = 0;
	return 0;
}

static int
start(unsigned nframes)
{
	int error = nframes < 1 || nframes > TRACE_FRAMES_MAX ? -EINVAL : 0;

	trace_on.events = 0;
	memset(&at, 0, sizeof(at));
	for (unsigned i = 0; i < machine.nharts && error == 0; i++) {
		error = ring_grow(&trace_rings[i], nframes);
		harts[i].trace = trace_rings[i].frames[0];
	}
	__atomic_store_n(&trace_on.events, error == 0, __ATOMIC_RELEASE);
	return error;
}

ssize_t
trace_write(struct segments *from)
{
	char text[16] = "";
	size_t n = from->size;
	unsigned number = 0;
	int error = 0;

	if (n >= sizeof(text))
		return -EINVAL;
	segments_get(from, text, n);
	for (const char *c = text; *c != '\0'; c++)
		if (*c >= '0' && *c <= '9')
			number = number * 10 + (unsigned)(*c - '0');
	mutex_lock(&mutex);
	if (memcmp(text, "on ", 3) == 0)
		error = start(number);
	else if (memcmp(text, "off", 3) == 0)
		trace_on.events = 0;
	else
		error = -EINVAL;
	mutex_unlock(&mutex);
	return error < 0 ? error : (ssize_t)n;
}

/* The next event of the hart at `at`; false after its last. */
static bool
hart_next(struct trace_event *e)
{
	const struct trace_ring *r = &trace_rings[at.hart];
	uint64_t end = r->nfilled * TRACE_PER_FRAME +
		       (uintptr_t)harts[at.hart].trace % PAGE_SIZE / sizeof(*e);
	uint64_t oldest = r->nfilled < r->nframes ? 0 :
			  (r->nfilled - r->nframes + 1) * TRACE_PER_FRAME;

	if (r->nframes == 0)
		return false;
	if (oldest > 0 && !at.loss_given) {
		at.loss_given = true;
		*e = (struct trace_event){
			.a = oldest, .hart = (unsigned short)at.hart,
			.kind = TRACE_LOST,
		};
		return true;
	}
	at.event = MAX(at.event, oldest);
	if (at.event == end)
		return false;
	*e = r->frames[at.event / TRACE_PER_FRAME % r->nframes]
		      [at.event % TRACE_PER_FRAME];
	e->hart = (unsigned short)at.hart;
	at.event++;
	return true;
}

static bool
next(struct trace_event *e)
{
	if (!at.clock_given) {
		at.clock_given = true;
		*e = (struct trace_event){
			.a = machine.timebase_hz, .kind = TRACE_CLOCK,
		};
		return true;
	}
	for (; at.hart < machine.nharts; at.hart++) {
		if (hart_next(e))
			return true;
		at.event = 0;
		at.loss_given = false;
	}
	return false;
}

ssize_t
trace_read(struct segments *to)
{
	size_t before = to->size;
	struct trace_event e;

	if (trace_on.events)
		return -EBUSY;
	mutex_lock(&mutex);
	while (to->size >= sizeof(e) && next(&e))
		segments_put(to, &e, sizeof(e));
	mutex_unlock(&mutex);
	return (ssize_t)(before - to->size);
}
