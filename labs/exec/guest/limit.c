/*
 * limit SEED NARGS NENV TOTAL: runs sum with so many arguments and variables
 * that their bytes, each NUL and 8 bytes a string for its pointer are TOTAL
 * bytes. sum prints what has come. If execve() fails, prints its error, and
 * then what it wanted to pass on.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NSTRINGS 2000
#define ROOM     (256 << 10)
#define POINTER  8

static char text[ROOM], *argv[NSTRINGS], *envp[NSTRINGS];

static unsigned long
sum(char **v)
{
	unsigned long h = 0;

	for (; *v != NULL; v++)
		for (size_t i = 0; i <= strlen(*v); i += 1 + strlen(*v) / 99)
			h = h * 31 + (unsigned char)(*v)[i];
	return h;
}

int
main(int argc, char **given)
{
	long seed = atol(given[1]), nargs = atol(given[2]);
	long n = nargs + atol(given[3]), left = atol(given[4]) - n * POINTER;
	char *to = text;

	if (argc != 5)
		return 2;
	for (long i = 0; i < n; i++) {
		long size = i < n - 1 ? left / (n - i) : left;

		*(i < nargs ? argv + i : envp + i - nargs) = to;
		for (long j = 0; j < size - 1; j++)
			to[j] = (char)('a' + (seed + i * 7 + j * 3) % 26);
		to += size;
		left -= size;
	}
	execve("/bin/sum", argv, envp);
	printf("error %d, %lu %lu\n", errno, sum(argv), sum(envp));
	return 0;
}
