/*
 * words SEED N: prints N words of 1 to 12 letters that the seed decides, with
 * blanks, tabs and line ends between them, no line end after the last one.
 */
#include <stdio.h>
#include <stdlib.h>

#define LETTERS    "abcdefghijklmnopqrstuvwxyz"
#define LENGTH_MAX 12

static unsigned long state;

/* The high half of a linear congruential generator, modulo n. */
static unsigned
draw(unsigned n)
{
	state = state * 6364136223846793005ul + 1442695040888963407ul;
	return (unsigned)(state >> 33) % n;
}

int
main(int argc, char **argv)
{
	static const char *const between[] = { " ", "\n", "\t", "  \n ", " \t" };
	long n;

	if (argc != 3)
		return 2;
	state = strtoul(argv[1], NULL, 10);
	n = atol(argv[2]);
	for (long i = 0; i < n; i++) {
		if (i > 0)
			fputs(between[draw(5)], stdout);
		for (unsigned left = 1 + draw(LENGTH_MAX); left > 0; left--)
			putchar(LETTERS[draw(26)]);
	}
	return 0;
}
