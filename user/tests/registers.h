/*
 * All registers at once: rounds that load x1 to x31 and f0 to f31 from
 * `before`, do one thing, and store them to `after`, with nothing in between.
 */
#ifndef TESTS_REGISTERS_H
#define TESTS_REGISTERS_H

#include <stdint.h>

#include "check.h"

enum { RA = 1, SP = 2, A0 = 10, A1, A2, A7 = 17, NREGS = 64 };

/* xN in slot N, fN in slot 32 + N. Not static: assembly uses them. */
uint64_t before[NREGS], after[NREGS], round_sp;

#define EACH_INTEGER_BUT_31(op, base) \
	".irp n, 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22," \
	"23,24,25,26,27,28,29,30\n\t" #op " x\\n, 8*\\n(" #base ")\n.endr\n"
#define EACH_FLOAT(op, base) \
	".irp n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21," \
	"22,23,24,25,26,27,28,29,30,31\n\t" \
	#op " f\\n, 256 + 8*\\n(" #base ")\n.endr\n"

/* What a function preserves, to or from the stack. */
#define EACH_SAVED(op) \
	".irp n, 1,3,4,8,9,18,19,20,21,22,23,24,25,26,27\n\t" \
	#op " x\\n, 8*\\n(sp)\n.endr\n" \
	".irp n, 8,9,18,19,20,21,22,23,24,25,26,27\n\tf" \
	#op " f\\n, 256 + 8*\\n(sp)\n.endr\n"

/* Defines void name(void), a round that executes `action`. In it sp is the
   address of `after`, so that the registers can be stored there at once. */
#define ROUND(name, action) \
void name(void); \
__asm__ ( \
	".option push\n.option norelax\n" /* gp is not what it was */ \
	".globl " #name "\n" #name ":\n\taddi sp, sp, -512\n" \
	EACH_SAVED(sd) \
	"\tlla t0, round_sp\n\tsd sp, 0(t0)\n\tlla t6, before\n" \
	"\tlla t0, after\n\tsd t0, 16(t6)\n" \
	EACH_FLOAT(fld, t6) EACH_INTEGER_BUT_31(ld, t6) \
	"\tld x31, 8*31(x31)\n\t" action "\n\tsd x31, 8*31(sp)\n" \
	EACH_INTEGER_BUT_31(sd, sp) EACH_FLOAT(fsd, sp) \
	"\tlla t0, round_sp\n\tld sp, 0(t0)\n" \
	EACH_SAVED(ld) "\taddi sp, sp, 512\n\tret\n.option pop\n")

/* No two registers have the same value, nor two seeds. */
static inline void registers_fill(uint64_t seed)
{
	for (unsigned i = 1; i < NREGS; i++)
		before[i] = (seed << 32 | i) * 0x0101010101ul + 0x5a;
}

/* All are as they were but a0, which is `a0`. */
static inline void registers_check(uint64_t a0)
{
	for (unsigned i = 1; i < NREGS; i++) {
		uint64_t want = i == A0 ? a0 : before[i];

		if (after[i] != want)
			printf("%c%u: ", i < 32 ? 'x' : 'f', i % 32);
		CHECK_EQ(after[i], want);
	}
}

#endif
