/*
 * Harts, and the part of a thread that assembly knows.
 *
 * In the kernel tp always points to the running thread, whose first member is
 * a struct cpu_thread. Which hart it runs on is a field of it that the
 * scheduler sets, so a thread that is moved never looks at the wrong hart's
 * data: there is no instant between reading tp and using it.
 *
 * sscratch is 0 while a hart is in the kernel and holds the running thread
 * while it is in a user program; that is how a trap tells the two apart.
 */
#pragma once

/* Offsets in struct cpu_thread and struct hart, for assembly. */
#define CPU_HART      0
#define CPU_FRAME     8
#define CPU_SCRATCH   16
#define CPU_ATTENTION 24
#define CPU_STACK     32
#define CPU_CONTEXT   48
#define HART_ID       8
#define HART_IDLE     16
#define HART_SIZE     128
#define HARTS_MAX     8       /* what CPUS may be */

#ifndef __ASSEMBLER__

#include "arch/fdt.h"
#include "arch/riscv.h"
#include "arch/types.h"

struct thread;
struct trace_event;
struct trapframe;

/* What a function call preserves: all that a switch must save. */
struct context {
	uint64_t ra, sp;
	uint64_t s[12];
};

/* Why a thread must not go straight back to its user program (bits). */
#define ATTEND_RESCHED 1u    /* its slice is over    */
#define ATTEND_SIGNAL  2u    /* a signal has come in */

struct cpu_thread {
	struct hart *hart;          /* that it runs or last ran on         */
	struct trapframe *frame;    /* user registers, top of kernel stack */
	uint64_t scratch;           /* of trap entry                       */
	uint32_t attention;         /* atomic; ATTEND_ bits                */
	uintptr_t stack;            /* kernel stack: lowest address        */
	int pid;                    /* of its process, for traces; or 0    */
	struct context context;     /* while it does not run               */
};

/* The floating-point registers and fcsr of one thread. */
struct fp_state {
	uint64_t f[32];
	uint64_t fcsr;
};

struct hart {
	unsigned index;             /* 0 … machine.nharts - 1              */
	uint64_t id;                /* as SBI and the device tree count    */
	struct thread *idle;        /* runs when nothing is READY; start.S */
	struct thread *running;
	nanosec_t timer_at;         /* when the timer is set to fire       */
	uint64_t satp;              /* as loaded                           */
	struct space *space;        /* that satp belongs to; referenced    */
	uint64_t asid_generation;   /* mm/asid.c                           */
	uint32_t stack_epoch;       /* sched/thread.c                      */
	uint32_t plic_context;      /* of its S-mode                       */
	uint32_t ranks_held;        /* DEBUG=1: bits, of spin locks        */
	uint32_t hold_order;        /* atomic; odd: to stand still, see …  */
	uint32_t hold_answer;       /* atomic; … sched/hold.c              */
	struct trace_event *trace;  /* the next place: lib/trace.c         */
} __attribute__((aligned(HART_SIZE)));

extern struct hart harts[HARTS_MAX];

/* tp; see above. Valid in the kernel only. */
register struct cpu_thread *cpu_thread __asm__("tp");

static inline struct hart *
this_hart(void)
{
	return cpu_thread->hart;
}

/*
 * Saves the running thread's context and continues `to`, which becomes the
 * running thread. Returns when somebody continues the caller.
 */
void cpu_switch(struct cpu_thread *from, struct cpu_thread *to);

/* First code of a new thread: calls s[2](s[0], s[1]) on its own stack. */
void cpu_thread_entry(void);

/* Loads or saves the FP registers; FS must not be Off. */
void fp_save(struct fp_state *state);
void fp_load(const struct fp_state *state);

_Static_assert(offsetof(struct cpu_thread, frame) == CPU_FRAME &&
	       offsetof(struct cpu_thread, scratch) == CPU_SCRATCH &&
	       offsetof(struct cpu_thread, attention) == CPU_ATTENTION &&
	       offsetof(struct cpu_thread, hart) == CPU_HART &&
	       offsetof(struct cpu_thread, stack) == CPU_STACK &&
	       offsetof(struct cpu_thread, context) == CPU_CONTEXT &&
	       offsetof(struct context, s) == 16 &&
	       offsetof(struct hart, id) == HART_ID &&
	       offsetof(struct hart, idle) == HART_IDLE &&
	       sizeof(struct hart) == HART_SIZE,
	       "cpu.h: offsets for assembly are wrong");

#endif
