/*
 * readers NPROCS N: NPROCS processes at once, each with N calls of read(). (Most
 * fail: they come back soonest, so the most are in the kernel at once.) Prints
 * by how much getreadcount() has grown when all have ended.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sprout.h>

int main(int argc, char **argv)
{
	int nprocs = argc == 3 ? atoi(argv[1]) : 0, n = atoi(argv[2]);
	int start[2], status = 0;
	long before = getreadcount();
	char byte;

	pipe(start);
	for (int i = 0; i < nprocs; i++) {
		if (fork() != 0)
			continue;
		read(start[0], &byte, 1);        /* until all are there */
		for (int k = 1; k < n; k++)
			if (read(-1, &byte, 1) >= 0)
				_exit(1);
		_exit(0);
	}
	for (int i = 0; i < nprocs; i++)
		write(start[1], "", 1);
	for (int i = 0; i < nprocs; i++)
		if (wait(&status) < 0 || status != 0)
			return 1;
	printf("%ld\n", getreadcount() - before);
	return 0;
}
