/*
 * A program may touch the CSRs that are its own: floating-point status, and
 * the counters cycle, time and instret, to read. Reading or writing any other
 * of the 4096 is SIGILL, and so is each instruction for the kernel only
 * (privileged spec, chapter 2 and section 3.3).
 *
 * timeout: 60
 */
#include <signal.h>
#include <sys/mman.h>

#include "check.h"

#define READ(csr)  ((uint32_t)(csr) << 20 | 0x2573)   /* csrrs a0, csr, x0 */
#define WRITE(csr) ((uint32_t)(csr) << 20 | 0x51073)  /* csrrw x0, csr, a0 */
#define RET        0x8067u
#define NCSR       4096

static const uint32_t privileged[] = {
	0x10200073,              /* sret               */
	0x30200073,              /* mret               */
	0x12000073,              /* sfence.vma         */
	0x16000073,              /* sinval.vma         */
	0x6c000073,              /* hlv and others     */
	0x7b200073, 0x10500073,  /* dret, wfi          */
};

static uint32_t *code;

static void
execute(long instruction)
{
	CHECK_EQ(mprotect(code, 4096, PROT_READ | PROT_WRITE), 0);
	code[0] = (uint32_t)instruction;
	code[1] = RET;
	CHECK_EQ(mprotect(code, 4096, PROT_READ | PROT_EXEC), 0);
	__asm__ volatile ("fence.i");
	((void (*)(void))(unsigned long)code)();
}

int
main(void)
{
	code = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	for (unsigned csr = 0; csr < NCSR; csr++) {
		int mine = csr >= 1 && csr <= 3;
		int counter = csr >= 0xc00 && csr <= 0xc02;

		check_status(run_child(execute, READ(csr)), mine || counter ?
			     0 : SIGILL, 0, "read", (int)csr);
		if (!mine)
			check_status(run_child(execute, WRITE(csr)), SIGILL, 0,
				     "write", (int)csr);
	}
	for (unsigned i = 0; i < sizeof(privileged) / 4; i++)
		CHECK_KILLED(run_child(execute, privileged[i]), SIGILL);
	return 0;
}
