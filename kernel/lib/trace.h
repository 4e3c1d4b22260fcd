/*
 * Events of the kernel, for those who want to see it at work: abi/trace.h.
 *
 * Each hart writes to frames of its own, one after the other and round again;
 * its next place is in struct hart. So an event takes no lock and is some
 * twenty instructions, and one branch when nobody traces.
 * Read next: drivers/trace.c (who starts, stops and reads).
 */
#pragma once

#include "abi/trace.h"
#include "arch/types.h"

/* Who wants to know. Apart, as an event looks at the first only; one word, as
   a system call looks at both. */
extern union trace_on {
	struct {
		uint32_t events;         /* set while they are recorded      */
		uint32_t nsystraced;     /* atomic; processes (proc/proc.h)  */
	};
	uint64_t any;
} trace_on;

__attribute__((cold))
void trace_put(enum trace_kind kind, uint64_t a, uint64_t b);

/* To be called with interrupts off, as all of the kernel runs. */
static inline void
trace(enum trace_kind kind, uint64_t a, uint64_t b)
{
	if (UNLIKELY(trace_on.events))
		trace_put(kind, a, b);
}

/* Prints the last events of a hart, the oldest first, for a panic. */
struct hart;
void trace_print_latest(const struct hart *h);

/* The frames of a hart; nfilled counts all that it has filled. */
struct trace_ring {
	struct trace_event *frames[TRACE_FRAMES_MAX];
	unsigned nframes;
	uint64_t nfilled;
};

extern struct trace_ring trace_rings[];  /* by hart's index */

#define TRACE_PER_FRAME (PAGE_SIZE / sizeof(struct trace_event))
