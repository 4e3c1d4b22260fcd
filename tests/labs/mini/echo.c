/* Prints its arguments, one a line: all that the mini lab asks for. */
#include <stdio.h>

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (argv[i][0] != '-')
			printf("%s\n", argv[i]);
	return 0;
}
