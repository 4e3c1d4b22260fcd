/*
 * A program begins with all registers zero but sp, argc, argv and envp, and
 * with fcsr zero: nothing of the kernel's or of the old program's shows.
 */
#include "elffile.h"
#include "raw.h"
#include "registers.h"

#define SELF "/tests/registers_exec"
#define COPY "/tmp/registers_exec"

/* A program's first instruction: gives all registers to descriptor 1, and
   ends with fcsr as its status. */
void dump(void);
__asm__ (
	".globl dump\ndump:\n\taddi sp, sp, -512\n\tsd x31, 8*31(sp)\n"
	EACH_INTEGER_BUT_31(sd, sp) EACH_FLOAT(fsd, sp)
	"\tli a0, 1\n\tmv a1, sp\n\tli a2, 512\n\tli a7, 16\n\tecall\n"
	"\tfrcsr a0\n\tli a7, 2\n\tecall\n");
_Static_assert(SYS_write == 16 && SYS__exit == 2, "see dump()");

ROUND(exec, "fsrm x1\n\tecall");

/* Its own values in all registers but the call's arguments. */
static void
exec_copy(long to)
{
	static char *argv[] = { COPY, "x", NULL };

	CHECK_EQ(dup2((int)to, 1), 1);
	registers_fill(1);
	before[A0] = (uint64_t)COPY;
	before[A1] = before[A2] = (uint64_t)argv;
	before[A7] = SYS_execve;
	exec();
}

int
main(void)
{
	int ends[2];

	elf_read(SELF);
	elf_header()->entry = (uint64_t)dump;
	elf_write(COPY, elf_size);
	CHECK_EQ(pipe(ends), 0);
	CHECK_EXITED(run_child(exec_copy, ends[1]), 0);
	read_exactly(ends[0], after, sizeof(after));
	CHECK_EQ(after[A0], 2);
	CHECK_EQ(after[A1], after[SP] + 512 + 8);
	CHECK_EQ(after[A2], after[A1] + 3 * 8);
	CHECK_EQ(after[SP] % 16, 0);
	after[SP] = after[A0] = after[A1] = after[A2] = 0;
	for (int i = 1; i < NREGS; i++)
		CHECK_EQ(after[i], 0);
	CHECK_EQ(unlink(COPY), 0);
	return 0;
}
