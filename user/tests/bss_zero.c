/*
 * Uninitialised variables are zero in every new program, whatever memory
 * held before, and a large bss costs only the pages that are touched.
 *
 * run: CPUS=1 MEM=32M
 */
#include "procstate.h"

#define SELF "/tests/bss_zero"
#define PAGE 4096
#define BIG (8 * 1024 * 1024)
#define NROUNDS 4

static char big[BIG];
static int tail;

static int
dirty_everything(void)
{
	long before = (long)sysinfo_now().frames_free;

	CHECK_EQ(big[BIG / 2], 0);
	CHECK(before - (long)sysinfo_now().frames_free < BIG / PAGE / 4);
	for (int i = 0; i < BIG; i++)
		CHECK_EQ(big[i], 0);
	CHECK_EQ(tail, 0);
	memset(big, 0xff, BIG);
	tail = -1;
	return STARTED;
}

static void
exec_self(long unused)
{
	(void)unused;
	execl(SELF, SELF, "child", (char *)NULL);
}

int
main(int argc, char **unused)
{
	(void)unused;
	if (argc == 2)
		return dirty_everything();
	for (int i = 0; i < NROUNDS; i++)
		CHECK_EXITED(run_child(exec_self, 0), STARTED);
	return 0;
}
