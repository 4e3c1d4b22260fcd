/*
 * sum [ARGUMENT]...: prints numbers of its arguments and variables, and sums
 * over some characters of each.
 */
#include <stdio.h>
#include <string.h>

static unsigned long
sum(char **v, int *n)
{
	unsigned long h = 0;

	for (*n = 0; *v != NULL; v++, ++*n)
		for (size_t i = 0; i <= strlen(*v); i += 1 + strlen(*v) / 99)
			h = h * 31 + (unsigned char)(*v)[i];
	return h;
}

int
main(int argc, char **argv, char **envp)
{
	int nargs, nenv;
	unsigned long args = sum(argv, &nargs), env = sum(envp, &nenv);

	printf("%d %d %d, %lu %lu\n", argc, nargs, nenv, args, env);
	return 0;
}
