/*
 * tickets N...: own tickets at the start, then for each N what settickets(N)
 * gives, the error number, and own tickets after it.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <sprout.h>

static int
own(void)
{
	static struct pinfo all[64];
	ssize_t n = getpinfo(all, 64);

	for (ssize_t i = 0; i < n; i++)
		if (all[i].pid == getpid())
			return all[i].tickets;
	return -1;
}

int
main(int argc, char **argv)
{
	printf("%d\n", own());
	for (int i = 1; i < argc; i++) {
		int result;

		errno = 0;
		result = settickets(atoi(argv[i]));
		printf("%d %d %d\n", result, errno, own());
	}
	return 0;
}
