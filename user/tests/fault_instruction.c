/*
 * An illegal instruction, or one for the kernel only, ends the process with
 * SIGILL, a breakpoint with SIGTRAP.
 */
#include <signal.h>

#include "check.h"

static void
illegal(long unused)
{
	(void)unused;
	__asm__ volatile (".word 0xffffffff");
}

static void
all_zero(long unused)
{
	(void)unused;
	__asm__ volatile (".half 0");
}

static void
read_sstatus(long value)
{
	__asm__ volatile ("csrr %0, sstatus" : "=r"(value));
}

static void
write_satp(long value)
{
	__asm__ volatile ("csrw satp, %0" : : "r"(value));
}

static void
return_from_trap(long unused)
{
	(void)unused;
	__asm__ volatile ("sret");
}

static void
breakpoint(long unused)
{
	(void)unused;
	__asm__ volatile ("ebreak");
}

int
main(void)
{
	CHECK_KILLED(run_child(illegal, 0), SIGILL);
	CHECK_KILLED(run_child(all_zero, 0), SIGILL);
	CHECK_KILLED(run_child(read_sstatus, 0), SIGILL);
	CHECK_KILLED(run_child(write_satp, 0), SIGILL);
	CHECK_KILLED(run_child(return_from_trap, 0), SIGILL);
	CHECK_KILLED(run_child(breakpoint, 0), SIGTRAP);
	return 0;
}
