/*
 * start PATH [ARGUMENT]... [-- [VARIABLE]...]: becomes PATH, with arguments
 * (the first is argv[0]) and environment as they are given here; or prints
 * the error number of execve().
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	char **envp = environ;

	for (int i = 2; i < argc; i++)
		if (strcmp(argv[i], "--") == 0) {
			argv[i] = NULL;
			envp = argv + i + 1;
			break;
		}
	execve(argv[1], argv + 2, envp);
	printf("error %d\n", errno);
	return 1;
}
