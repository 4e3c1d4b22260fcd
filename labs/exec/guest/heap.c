/*
 * heap N: prints where its last segment ends (its headers are at the first
 * address of the text), where the heap is, where it is once it has grown by
 * N bytes, and how many of them are not zero.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define IMAGE_BASE 0x10000ul
#define PHNUM      56
#define HEADER     64
#define SEGMENT    56

int
main(int argc, char **argv)
{
	long n = argc > 1 ? atol(argv[1]) : 0, nonzero = 0;
	unsigned long end = 0, first = (unsigned long)sbrk(0);
	char *start = sbrk(n);

	for (int i = 0; i < *(const char *)(IMAGE_BASE + PHNUM); i++) {
		const unsigned long *s = (const unsigned long *)
			(IMAGE_BASE + HEADER + SEGMENT * i);

		if ((int)s[0] == 1 && s[2] + s[5] > end)
			end = s[2] + s[5];      /* address and size in memory */
	}
	for (long i = 0; i < n; i++)
		nonzero += start[i]++ != 0;
	printf("%lu %lu %lu %ld\n", end, first, (unsigned long)sbrk(0),
	       nonzero);
	return 0;
}
