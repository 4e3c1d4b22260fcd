/*
 * Code that a program writes runs once its page is made executable, and then
 * cannot be written to any more; text can be made writable, for this process
 * alone, when it is no longer executable.
 */
#include "mapping.h"

/* li a0, 42; ret */
static const unsigned int code[] = { 0x02a00513, 0x00008067 };

static void
call(long address)
{
	_exit(((int (*)(void))address)());
}

static int
returns_seven(void)
{
	return 7;
}

static void
overwrite(long page)
{
	CHECK_EQ(mprotect((void *)page, PAGE, RW), 0);
	memset((void *)page, 0, PAGE);
}

int
main(void)
{
	char *p = map_zeros(1);
	long text = (long)returns_seven & -PAGE;

	memcpy(p, code, sizeof(code));
	CHECK_KILLED(run_child(call, (long)p), SIGSEGV);
	CHECK_EQ(mprotect(p, PAGE, PROT_READ | PROT_EXEC), 0);
	__asm__ volatile ("fence.i" : : : "memory");
	CHECK_EXITED(run_child(call, (long)p), 42);
	CHECK_KILLED(writes(p), SIGSEGV);
	/* The child may lose the code that it needs to go on. */
	run_child(overwrite, text);
	CHECK_EQ(returns_seven(), 7);
	CHECK_EXITED(run_child(call, (long)returns_seven), 7);
	return 0;
}
