/*
 * A fault ends only the process that made it: parent, sibling and the
 * faulting process's own child go on undisturbed, many times over.
 *
 * run: CPUS=1 MEM=128M
 * run: CPUS=4 MEM=128M
 */
#include <signal.h>

#include "check.h"

#define NROUNDS 50

static int gate[2], report[2];

static void
report_at_end(long letter)
{
	char c = (char)letter;

	CHECK_EQ(read(gate[0], &c, 1), 1);
	c = (char)letter;
	CHECK_EQ(write(report[1], &c, 1), 1);
}

static void
fault(long address)
{
	start_child(report_at_end, 'c');
	*(volatile char *)address = 1;
}

int
main(void)
{
	char got[2];

	CHECK_EQ(pipe(gate) + pipe(report), 0);
	for (int i = 0; i < NROUNDS; i++) {
		pid_t sibling = start_child(report_at_end, 's');

		CHECK_KILLED(run_child(fault, i * 8), SIGSEGV);
		CHECK_EQ(write(gate[1], "xx", 2), 2);
		CHECK_EQ(read(report[0], &got[0], 1), 1);
		CHECK_EQ(read(report[0], &got[1], 1), 1);
		CHECK_EQ(got[0] + got[1], 's' + 'c');
		CHECK_EXITED(reap(sibling), 0);
	}
	return 0;
}
