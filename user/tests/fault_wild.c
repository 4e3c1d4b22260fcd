/*
 * Pointers into the kernel's half, around the borders of the two halves, and
 * such as no address is made of end the process with SIGSEGV, for reading,
 * writing and jumping.
 */
#include <limits.h>
#include <signal.h>

#include "check.h"

static const unsigned long wild[] = {
	0xffffffc080200000ul, 0xffffffc000000000ul, 0xffffffd000000000ul,
	0xffffffffffffff00ul, 0xfffffffffffffff8ul, 0x4000000000ul,
	0x4000001000ul, 0x3fffffff80ul + 0x80, 0x8000000000000000ul,
	0x0123456789abcde0ul, 0x80200000ul, 0x10000000ul, 0x2000000000ul,
	0xffffffc010000000ul, 0xffffffbffffffff8ul,
};

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
	((void (*)(void))address)();
}

int
main(void)
{
	for (unsigned i = 0; i < sizeof(wild) / sizeof(wild[0]); i++) {
		CHECK_KILLED(run_child(read_from, (long)wild[i]), SIGSEGV);
		CHECK_KILLED(run_child(write_to, (long)wild[i]), SIGSEGV);
		CHECK_KILLED(run_child(jump_to, (long)wild[i]), SIGSEGV);
	}
	return 0;
}
