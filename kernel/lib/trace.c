/*
 * Events of the kernel: see trace.h.
 */
#include "arch/cpu.h"
#include "lib/trace.h"

uint32_t trace_on;
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

	*e++ = (struct trace_event){
		csr_read(time), a, b, cpu_thread->pid,
		(unsigned short)h->index, (unsigned short)kind,
	};
	if (UNLIKELY((uintptr_t)e % PAGE_SIZE == 0))
		e = next_frame(h->index);
	h->trace = e;
}
