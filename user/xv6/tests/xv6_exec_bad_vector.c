/*
 * exec() with a vector or an argument that leads nowhere, or runs out of
 * memory before it ends, is -1, thousands of times, and costs no memory.
 */
#include "wild.h"

#define NTIMES 20000

/* The last bytes of memory. */
static char *
memory_end(void)
{
	char *end = sbrk(PGSIZE) + PGSIZE;

	sbrk(-(int)((uint64)end % PGSIZE));
	return sbrk(0);
}

int
main(void)
{
	char *argv[] = { "echo", 0, 0 };
	char *end = memory_end();

	for (uint i = 0; i < COUNT(wild); i++) {
		char *p = (char *)wild[i];

		argv[0] = p;
		if (p != 0)
			CHECK_FAILS(exec("echo", argv));
		argv[0] = "echo";
		argv[1] = p;
		if (p != 0)
			CHECK_FAILS(exec("echo", argv));
		argv[1] = 0;
		CHECK_FAILS(exec("echo", (char **)p));
		CHECK_FAILS(exec(p, argv));
	}
	end[-1] = 'x';
	argv[1] = end - 1;
	CHECK_FAILS(exec("echo", argv));
	*(char **)(end - sizeof(char *)) = "x";
	CHECK_FAILS(exec("echo", (char **)(end - sizeof(char *))));
	argv[1] = (char *)0xffffffff;
	for (int i = 0; i < NTIMES; i++)
		CHECK_FAILS(exec("echo", argv));
	exit(0);
}
