/*
 * Each system call that takes a pointer answers EFAULT when it is null, not
 * mapped, in the kernel's half, at the border of the halves, wrapping around
 * or no address at all; and when an object it should fill or a path it should
 * read runs from mapped memory into unmapped.
 */
#include "badcalls.h"

static const unsigned long bad[] = {
	1, 4096, 0x2000000000, 0x3fffffffff, 0x4000000000, 0x4000000001,
	0x8000000000, 0xffffffbfffffffff, 0xffffffc000000000,
	0xffffffc080200000, 0xffffffd000000000, 0xffffffffffffffff,
	0x8000000000000000, 0x0123456789abcdef,
};

/* The end of the heap, on a page border: beyond it nothing is mapped. */
static unsigned long
heap_end(void)
{
	unsigned long end = (unsigned long)sbrk(PAGE) + PAGE;

	sbrk(-(long)(end % PAGE));
	return (unsigned long)sbrk(0);
}

int
main(void)
{
	bad_calls_prepare();
	bad_calls_check(0, NULL_ALLOWED, 0);
	for (unsigned i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		bad_calls_check(bad[i], 0, 0);
	bad_calls_check(heap_end() - 1, NPARTIAL, 1);
	bad_calls_check(heap_end() - 3, NPARTIAL, 3);
	bad_calls_finish();
	return 0;
}
