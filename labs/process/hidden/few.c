/*
 * few N COMMAND [ARGUMENT]...: runs a command that can open N descriptors and
 * no more: standard input is copied until all others are taken.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	int fd, last = STDERR_FILENO;

	if (argc < 3)
		return 2;
	while ((fd = dup(STDIN_FILENO)) >= 0)
		last = fd;
	for (int left = atoi(argv[1]); left > 0; left--)
		close(last--);
	execvp(argv[2], argv + 2);
	perror(argv[2]);
	return 127;
}
