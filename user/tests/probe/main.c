/*
 * probe ORDER [data|text|null]: has the test kernel make a mistake
 * (tests/kernel/probe.c), with the address of a word of this program's. Says
 * so before, and after, should the kernel still be there: tests/isolate. For
 * what "both " are to do there are two of it.
 */
#include "../inject.h"

static volatile long word = 1;

static void
nothing(void)
{
}

int
main(int argc, char **argv)
{
	const char *what = argc > 2 ? argv[2] : "null";
	uint64_t address = strcmp(what, "data") == 0 ? (uintptr_t)&word :
			   strcmp(what, "text") == 0 ? (uintptr_t)nothing : 0;

	CHECK(argc > 1);
	nothing();               /* now both are mapped */
	order("border", 0);
	if (strncmp(argv[1], "both ", strlen("both ")) == 0)
		fork_checked();
	printf("probe: pid %d, address 0x%lx\n", (int)getpid(),
	       (unsigned long)address);
	fflush(stdout);
	order(argv[1], address);
	printf("probe: the kernel went on\n");
	return 0;
}
