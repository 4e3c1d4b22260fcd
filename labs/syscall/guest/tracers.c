/*
 * tracers NPROCS N MASK: NPROCS processes at once, each with trace(MASK) and N
 * calls of getppid(). Prints their pids when all have ended.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sprout.h>

int main(int argc, char **argv)
{
	int nprocs = argc == 4 ? atoi(argv[1]) : 0, n = atoi(argv[2]);
	int start[2];
	pid_t pids[nprocs + 1];
	char byte;

	pipe(start);
	for (int i = 0; i < nprocs; i++) {
		pids[i] = fork();
		if (pids[i] != 0)
			continue;
		close(start[1]);
		read(start[0], &byte, 1);        /* until all are there */
		if (trace(strtoul(argv[3], NULL, 0)) != 0)
			_exit(1);
		for (int k = 0; k < n; k++)
			getppid();
		_exit(0);
	}
	close(start[0]);
	close(start[1]);
	while (wait(NULL) > 0)
		;
	printf("%d made", getpid());
	for (int i = 0; i < nprocs; i++)
		printf(" %d", pids[i]);
	printf("\n");
	return 0;
}
