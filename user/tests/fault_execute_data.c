/*
 * Data, bss, heap, stack and constants cannot be executed: a jump to a
 * return instruction placed there ends the process with SIGSEGV.
 */
#include <signal.h>

#include "check.h"

#define RETURN 0x00008067u      /* ret, as a 32-bit instruction */

static volatile unsigned data_word = RETURN, bss_word;
static const volatile unsigned constant_word = RETURN;

static void
jump_to(long address)
{
	__asm__ volatile ("fence.i" : : : "memory");
	((void (*)(void))address)();
}

int
main(void)
{
	volatile unsigned stack_word = RETURN;
	unsigned *heap = malloc(sizeof(unsigned));

	*heap = RETURN;
	bss_word = RETURN;
	CHECK_KILLED(run_child(jump_to, (long)&data_word), SIGSEGV);
	CHECK_KILLED(run_child(jump_to, (long)&bss_word), SIGSEGV);
	CHECK_KILLED(run_child(jump_to, (long)heap), SIGSEGV);
	CHECK_KILLED(run_child(jump_to, (long)&stack_word), SIGSEGV);
	CHECK_KILLED(run_child(jump_to, (long)&constant_word), SIGSEGV);
	return 0;
}
