/*
 * A new program starts with all floating-point registers zero and the default
 * rounding mode: nothing of the old program's values shows.
 */
#include <stdint.h>

#include "check.h"

#define SELF "/tests/fp_exec"
#define ROUND_UP 3ul
#define NREGS 4

/* Looks before anything else could use the registers. */
static int
check_cleared(void)
{
	uint64_t bits[NREGS], status;

	__asm__ volatile ("fmv.x.d %0, f2" : "=r"(bits[0]));
	__asm__ volatile ("fmv.x.d %0, f9" : "=r"(bits[1]));
	__asm__ volatile ("fmv.x.d %0, f18" : "=r"(bits[2]));
	__asm__ volatile ("fmv.x.d %0, f31" : "=r"(bits[3]));
	__asm__ volatile ("frcsr %0" : "=r"(status));
	for (int i = 0; i < NREGS; i++)
		CHECK_EQ(bits[i], 0);
	CHECK_EQ(status, 0);
	return STARTED;
}

static void
exec_with_values(long unused)
{
	double value = 3.0;

	(void)unused;
	__asm__ volatile ("fsrm %0" : : "r"(ROUND_UP));
	__asm__ volatile ("fmv.d f2, %0\n\tfmv.d f9, %0\n\t"
			  "fmv.d f18, %0\n\tfmv.d f31, %0"
			  : : "f"(value) : "f2", "f9", "f18", "f31");
	execl(SELF, SELF, "child", (char *)NULL);
}

int
main(int argc, char **unused)
{
	(void)unused;
	if (argc == 2)
		return check_cleared();
	CHECK_EXITED(run_child(exec_with_values, 0), STARTED);
	return 0;
}
