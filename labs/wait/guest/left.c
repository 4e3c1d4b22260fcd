/*
 * left N: a process ends that has N zombies as children and none that lives.
 * Prints how many processes there were more when it waited at its end, and
 * how many there are more soon after it has ended.
 */
#include "meter.h"

static int gate[2];

static void
middle(int n)
{
	char c;

	for (int i = 0; i < n; i++)
		if (fork() == 0)
			_exit(i);
	close(gate[1]);
	read(gate[0], &c, 1);
	_exit(0);
}

int
main(int argc, char **argv)
{
	long before = nprocs(), full;

	pipe(gate);
	if (fork() == 0)
		middle(atoi(argv[argc - 1]));
	usleep(500 * MOMENT_US);
	full = nprocs() - before;
	close(gate[1]);
	wait(NULL);
	printf("%ld %ld\n", full, more_than(before));
	return 0;
}
