/*
 * moved NROUNDS NPAGES: with a child that holds its pages too, a process
 * reads all of them, writes one and sleeps, again and again: so it wakes up
 * on other harts, also on one where it has read the page before. Prints how
 * often it has not read what it had written.
 */
#include <signal.h>
#include <time.h>
#include "counts.h"

#define NAP_NS 200000

static volatile int *pages;

static void
nap(void)
{
	struct timespec t = { .tv_nsec = NAP_NS };

	nanosleep(&t, NULL);
}

static int
play(int round, int npages)
{
	int wrong = 0;

	for (int i = 0; i < npages; i++) {
		for (int other = 0; other < npages; other++)
			wrong += pages[other * (PAGE / 4)] !=
				 (other < i ? round : round - 1);
		if (i % 2)
			nap();
		pages[i * (PAGE / 4)] = round;
		if (i % 3)
			nap();
	}
	return wrong;
}

int
main(int argc, char **argv)
{
	int wrong = 0, npages = argc > 2 ? atoi(argv[2]) : 1;

	pages = sbrk(npages * PAGE);
	for (int i = 0; i < npages; i++)
		pages[i * (PAGE / 4)] = 0;
	for (int round = 1; round <= atoi(argv[1]); round++) {
		pid_t pid = fork();

		while (pid == 0)
			nap();
		wrong += play(round, npages);
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
	}
	printf("wrong %d\n", wrong);
	return 0;
}
