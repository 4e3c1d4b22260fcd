/*
 * timed MIB: the time in ns that fork() takes in a process that has written
 * to MIB MiB, the shortest of three.
 */
#include <time.h>
#include "counts.h"

static long
now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000L + t.tv_nsec;
}

int
main(int argc, char **argv)
{
	long size = (argc > 1 ? atol(argv[1]) : 1) << 20, best = 0;
	char *pages = sbrk(size);

	for (int i = 0; i < 3; i++) {
		long start, end;
		pid_t pid;

		for (long at = 0; at < size; at += PAGE)
			pages[at] = (char)i;
		start = now_ns();
		pid = fork();
		end = now_ns();
		if (pid == 0)
			_exit(0);
		waitpid(pid, NULL, 0);
		if (i == 0 || end - start < best)
			best = end - start;
	}
	printf("%ld\n", best);
	return 0;
}
