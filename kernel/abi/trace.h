/*
 * What happened in the kernel, record by record, as the device of major
 * MAJOR_TRACE gives it. Written to it, "on 256" starts with 256 frames of
 * memory for each hart, "off" stops. Reading is for afterwards: first a CLOCK,
 * then each hart's events, the oldest first; when there was no room for all,
 * the oldest are gone and LOST says how many.
 */
#pragma once

#include "types.h"

/* Names, and what the two values are; pid: who ran on that hart, 0: none. */
#define TRACE_KINDS(X) \
	X(CLOCK, "clock")          /* a: ticks of `time` a second           */ \
	X(LOST, "lost")            /* a: events                             */ \
	X(STATE, "state")          /* a: process; b: TRACE_CHANGE()         */ \
	X(SWITCH, "switch")        /* a: the process that runs next         */ \
	X(CALL, "call")            /* a: system call; b: its first argument */ \
	X(RETURN, "return")        /* a: system call; b: its result         */ \
	X(FAULT, "fault")          /* a: address; b: TRACE_FAULT()          */ \
	X(INTERRUPT, "interrupt")  /* a: scause without its top bit         */ \
	X(FORK, "fork")            /* a: the child                          */ \
	X(EXEC, "exec")            /* a, b: 16 bytes of the program's name  */ \
	X(EXIT, "exit")            /* a: wait status                        */ \
	X(REAP, "reap")            /* a: the child; b: its wait status      */ \
	X(DISK, "disk")            /* a: block; b: TRACE_REQUEST()          */ \
	X(DISK_DONE, "disk-done")  /* a: block; b: 0 or a negative errno    */

enum trace_kind {
#define X(symbol, name) TRACE_##symbol,
	TRACE_KINDS(X)
#undef X
};

/* Two states of enum proc_state; operation and blocks; access and outcome. */
#define TRACE_CHANGE(from, to)         ((unsigned long)(from) << 8 | (to))
#define TRACE_REQUEST(op, nblocks)     ((unsigned long)(op) << 32 | (nblocks))
#define TRACE_FAULT_OF(access, result) ((unsigned long)(result) << 8 | (access))

/* What a page fault led to. */
#define TRACE_RESULTS \
	{ "refused", "zeros", "file", "copied", "owned", "stale" }
enum trace_result {
	FAULT_REFUSED, FAULT_ZEROS, FAULT_FILE, FAULT_COPIED, FAULT_OWNED,
	FAULT_STALE,
};

struct trace_event {
	unsigned long time;
	unsigned long a, b;
	pid_t pid;
	unsigned short hart;      /* index */
	unsigned short kind;      /* enum trace_kind */
};

#define TRACE_FRAMES_MAX 512      /* a hart */
