/*
 * The registers of an interrupted program, as trap/entry.S lays them out on
 * the kernel stack: register xN in slot N. x0 is always zero and needs no
 * slot, so slot 0 holds the program counter.
 */
#pragma once

#define TF_SLOT(n) (8 * (n))
#define TF_PC      TF_SLOT(0)
#define TF_SP      TF_SLOT(2)
#define TF_TP      TF_SLOT(4)
#define TF_A0      TF_SLOT(10)
#define TF_STATUS  TF_SLOT(32)
#define TF_SIZE    TF_SLOT(34)    /* a multiple of 16: stacks stay aligned */

#ifndef __ASSEMBLER__

#include "arch/types.h"

struct trapframe {
	uint64_t pc;
	uint64_t ra, sp, gp, tp, t0, t1, t2, s0, s1;
	uint64_t a0, a1, a2, a3, a4, a5, a6, a7;
	uint64_t s2, s3, s4, s5, s6, s7, s8, s9, s10, s11;
	uint64_t t3, t4, t5, t6;
	uint64_t status;     /* sstatus; saved for traps from the kernel only */
	uint64_t unused;
};

_Static_assert(offsetof(struct trapframe, sp) == TF_SP &&
	       offsetof(struct trapframe, tp) == TF_TP &&
	       offsetof(struct trapframe, a0) == TF_A0 &&
	       offsetof(struct trapframe, t6) == TF_SLOT(31) &&
	       offsetof(struct trapframe, status) == TF_STATUS &&
	       sizeof(struct trapframe) == TF_SIZE,
	       "trapframe.h and entry.S disagree");

#endif
