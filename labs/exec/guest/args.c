/*
 * args [ARGUMENT]...: prints what it was started with: on one line how many
 * arguments and each in brackets, on another its environment in braces.
 */
#include <stdio.h>

int
main(int argc, char **argv, char **envp)
{
	printf("%d", argc);
	for (int i = 0; i < argc; i++)
		printf(" [%s]", argv[i]);
	printf(argv[argc] == NULL ? "\n" : " and no NULL\n");
	for (; *envp != NULL; envp++)
		printf("{%s}", *envp);
	printf("\n");
	return 0;
}
