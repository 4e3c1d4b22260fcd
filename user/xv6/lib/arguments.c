/*
 * The program's stack, and its arguments on top of it. The kernel starts a
 * program on a stack at the end of the user half that grows to 8 MiB; xv6's is
 * USERSTACK pages below the heap with a guard below it, and so is ours.
 */
#include "kernel/riscv.h"
#include "user/user.h"

extern char stack_end[];     /* xv6.ld */

#define ALIGNMENT 16

/* What start.S gets in a0 and a1. */
struct start {
	char *sp;
	char **argv;
};

struct start arguments_move(int argc, char **argv);

static uint64
arguments_size(int argc, char **argv)
{
	uint64 size = (uint64)(argc + 1) * sizeof(char *);

	for (int i = 0; i < argc; i++)
		size += strlen(argv[i]) + 1;
	return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static void
arguments_copy(char **to, int argc, char **argv)
{
	char *text = (char *)(to + argc + 1);

	for (int i = 0; i < argc; i++) {
		to[i] = strcpy(text, argv[i]);
		text += strlen(text) + 1;
	}
	to[argc] = 0;
}

/* A page of arguments fits on the stack; Sprout's shell may give more, and
   then they are in the heap, or stay where they are. */
struct start
arguments_move(int argc, char **argv)
{
	uint64 size = arguments_size(argc, argv);
	struct start s = { stack_end, argv };
	char *to;

	if (size <= PGSIZE)
		to = s.sp -= size;
	else if ((to = sbrk((int)size)) == SBRK_ERROR)
		return s;
	s.argv = (char **)to;
	arguments_copy(s.argv, argc, argv);
	return s;
}
