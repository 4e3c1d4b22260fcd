/*
 * The program's own memory: see memory.h. From low to high it is the image
 * (text, constants, data), a hole, the stack, and the heap, which begins where
 * the stack ends. xv6.ld names the borders.
 */
#include "kernel/riscv.h"
#include "memory.h"
#include "sys.h"

extern char image_start[], data_start[], image_end[];
extern char stack_start[], stack_end[];

/* Above it there is no heap: the way is blocked by the kernel's stack for us,
   8 MiB at most. */
#define HEAP_LIMIT (MAXVA - PGSIZE - (8L << 20))

static uint64
heap_end(void)
{
	return PGROUNDUP((uint64)sys_call(KERNEL_sbrk, 0, 0, 0));
}

/* Bytes from `at` to the end of the part that it is in; `first` is where the
   first part begins. */
static uint64
extent(uint64 at, uint64 first)
{
	uint64 end = PGROUNDUP((uint64)image_end);

	if (at >= first && at < end)
		return end - at;
	if (at < (uint64)stack_start)
		return 0;
	end = heap_end();
	return at < end ? end - at : 0;
}

uint64
memory_extent(const void *p)
{
	return extent((uint64)p, (uint64)image_start);
}

int
memory_writable(const void *p, uint64 n)
{
	return extent((uint64)p, (uint64)data_start) >= n;
}

long
memory_string(const char *s)
{
	uint64 end = memory_extent(s);

	for (uint64 n = 0; n < end; n++)
		if (s[n] == '\0')
			return (long)n;
	return -1;
}

int
memory_is_foreign(const void *p)
{
	return (uint64)p >= HEAP_LIMIT;
}
