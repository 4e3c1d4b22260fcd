/*
 * ends N [TEXT]...: prints the texts and ends with exit status N, or by
 * signal -N when N is negative.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

int
main(int argc, char **argv)
{
	int how = argc > 1 ? atoi(argv[1]) : 0;

	for (int i = 2; i < argc; i++)
		printf("%s\n", argv[i]);
	fflush(stdout);
	if (how < 0)
		raise(-how);
	return how;
}
