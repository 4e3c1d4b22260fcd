/*
 * Reading, writing and calling through a null pointer, and through small
 * offsets from it, end the process with SIGSEGV.
 */
#include <signal.h>

#include "check.h"

static const long near_null[] = { 0, 8, 4095, 4096, 0x8000, 0xfff8 };

static void
read_from(long address)
{
	(void)*(volatile char *)address;
}

static void
write_to(long address)
{
	*(volatile char *)address = 1;
}

static void
jump_to(long address)
{
	((void (*)(void))(address & ~1L))();
}

int
main(void)
{
	for (unsigned i = 0; i < sizeof(near_null) / sizeof(long); i++) {
		CHECK_KILLED(run_child(read_from, near_null[i]), SIGSEGV);
		CHECK_KILLED(run_child(write_to, near_null[i]), SIGSEGV);
		CHECK_KILLED(run_child(jump_to, near_null[i]), SIGSEGV);
	}
	return 0;
}
