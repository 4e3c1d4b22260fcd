/*
 * refused SEED [FILE]...: tries execve() with each FILE, then with bad vectors.
 * Each must fail; a line tells the error, and what the process still has: a
 * sum of its memory (data, stack, heap), its size, the heap's end, positions
 * of two descriptors (the second is close-on-exec), rounding mode, directory,
 * name. Two lines with error 0 come first.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sprout.h>

#define SIZE 6000
#define BAD  ((char *)0x7000000000)

static char data[SIZE], big[ARG_MAX + 1], *heap;
static char *none[] = { NULL }, *fits[] = { "x", "y", NULL };
static char *huge[] = { "x", big, NULL }, *bad[] = { "x", BAD, NULL };
static char **const vectors[][2] = {
	{ huge, none }, { fits, huge }, { bad, none }, { fits, bad },
	{ (char **)BAD, none }, { fits, (char **)BAD },
};
static int fd[2];

static void
tell(const char *stack, int error)
{
	unsigned long sum = 0, round;
	struct procinfo p;
	char cwd[100];

	for (int i = 0; i < SIZE; i++)
		sum = sum * 31 + (unsigned)(data[i] + stack[i] + heap[i]);
	__asm__ volatile ("frrm %0" : "=r"(round));
	procinfo(getpid() - 1, &p, 1);
	printf("%d, %lu %lu %lu %ld %ld %lu %s %s\n", error, sum, p.size_bytes,
	       (unsigned long)sbrk(0), (long)lseek(fd[0], 0, SEEK_CUR),
	       (long)lseek(fd[1], 0, SEEK_CUR), round,
	       getcwd(cwd, sizeof(cwd)), p.name);
}

int
main(int argc, char **argv)
{
	int seed = atoi(argv[1]);
	char stack[SIZE];

	heap = malloc(SIZE);
	memset(big, 'b', ARG_MAX);
	for (int i = 0; i < SIZE; i++)
		data[i] = stack[i] = heap[i] = (char)((seed + i) % 40);
	for (int i = 0; i < 2; i++) {
		fd[i] = open("/bin/args", O_RDONLY | (i ? O_CLOEXEC : 0));
		lseek(fd[i], seed + i, SEEK_SET);
	}
	__asm__ volatile ("fsrm %0" : : "r"(3l));
	tell(stack, 0);         /* now all that printing needs is there */
	tell(stack, 0);
	for (int i = 2; i < argc; i++)
		tell(stack, (execve(argv[i], fits, none), errno));
	for (int i = 0; i < 6; i++)
		tell(stack, (execve("/bin/args", vectors[i][0], vectors[i][1]),
			     errno));
	return 0;
}
