/*
 * Events of the kernel: see trace.h.
 */
#include "arch/cpu.h"
#include "lib/print.h"
#include "lib/trace.h"

#define LATEST 8u     /* events of a hart that a panic shows */

union trace_on trace_on;
struct trace_ring trace_rings[HARTS_MAX];

_Static_assert(PAGE_SIZE % sizeof(struct trace_event) == 0,
	       "a frame holds whole events");

static struct trace_event *
next_frame(unsigned hart)
{
	struct trace_ring *r = &trace_rings[hart];

	return r->frames[++r->nfilled % r->nframes];
}

void
trace_put(enum trace_kind kind, uint64_t a, uint64_t b)
{
	struct hart *h = this_hart();
	struct trace_event *e = h->trace;

	/* Whose ring it is in tells the hart. */
	*e++ = (struct trace_event){
		.time = csr_read(time), .a = a, .b = b,
		.pid = cpu_thread->pid, .kind = (unsigned short)kind,
	};
	if (UNLIKELY((uintptr_t)e % PAGE_SIZE == 0))
		e = next_frame(h->index);
	h->trace = e;
}

void
trace_print_latest(const struct hart *h)
{
	static const char *const names[] = {
#define X(symbol, name) name,
		TRACE_KINDS(X)
#undef X
	};
	const struct trace_ring *r = &trace_rings[h->index];
	uint64_t end, n;

	if (!trace_on.events)
		return;
	end = r->nfilled * TRACE_PER_FRAME +
	      (uintptr_t)h->trace % PAGE_SIZE / sizeof(*h->trace);
	for (n = end - MIN(end, LATEST); n < end; n++) {
		const struct trace_event *e =
			&r->frames[n / TRACE_PER_FRAME % r->nframes]
				  [n % TRACE_PER_FRAME];

		kprint("  time %lu, pid %d: %s 0x%lx 0x%lx\n", e->time, e->pid,
		       names[e->kind], e->a, e->b);
	}
}
