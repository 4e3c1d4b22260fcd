/*
 * A child starts with its parent's floating-point registers and rounding
 * mode; what it then does to them the parent does not see.
 */
#include "procstate.h"

#define ROUND_UP 3ul
#define ROUND_DOWN 2ul

static void
put(double value, unsigned long mode)
{
	__asm__ volatile ("fsrm %0" : : "r"(mode));
	__asm__ volatile ("fmv.d f0, %0\n\tfmv.d f27, %0" : : "f"(value) :
			  "f0", "f27");
}

static void
expect(double value, unsigned long mode)
{
	unsigned long got_mode;
	double low, high;

	__asm__ volatile ("fmv.d %0, f0" : "=f"(low));
	__asm__ volatile ("fmv.d %0, f27" : "=f"(high));
	__asm__ volatile ("frrm %0" : "=r"(got_mode));
	CHECK(low == value && high == value);
	CHECK_EQ(got_mode, mode);
}

int
main(void)
{
	pid_t pid;
	int status;

	put(1.5, ROUND_UP);
	pid = fork();
	expect(1.5, ROUND_UP);
	if (pid == 0) {
		put(-7.25, ROUND_DOWN);
		sched_yield();
		expect(-7.25, ROUND_DOWN);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	expect(1.5, ROUND_UP);
	CHECK(pid > 0);
	CHECK_EXITED(status, 0);
	return 0;
}
