/*
 * big PERCENT SEED: a process as large as PERCENT of the memory that is left
 * forks; its child ends at once. Then it takes all other memory there is and
 * writes its pages once more, for which nothing is left. Then, smaller again,
 * it forks once more: that child writes until it is killed, and the parent's
 * pages are as they were. At last: the frames that did not come back.
 */
#include "counts.h"

static char *pages;
static long npages;

static void
fill(unsigned seed)
{
	for (long i = 0; i < npages; i++)
		*(volatile unsigned *)(pages + i * PAGE) =
			seed * (unsigned)(i + 1);
}

static unsigned
sum(void)
{
	unsigned sum = 0;

	for (long i = 0; i < npages; i++)
		sum = sum * 31 + *(volatile unsigned *)(pages + i * PAGE);
	return sum;
}

static void
run(long percent, unsigned seed)
{
	static unsigned before, after;
	long taken = 0;
	pid_t pid;

	npages = frames_available() * percent / 100;
	pages = sbrk(npages * PAGE);
	fill(seed);
	if ((pid = fork()) == 0)
		_exit(7);
	printf("pages %ld sum %u child %d ", npages, sum(), status_of(pid));
	for (char *p; (p = sbrk(PAGE)) != (char *)-1; taken += PAGE)
		*p = 1;
	fill(seed + 1);
	printf("again %u ", sum());
	sbrk(-taken);
	before = sum();
	if ((pid = fork()) == 0)
		fill(seed + 2);
	if (pid == 0)
		_exit(8);
	printf("writer %d ", status_of(pid));
	after = sum();
	printf("same %d\n", before == after);
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	long before;

	for (int i = 0; i < 2; i++) {
		before = frames_available();
		if (fork() == 0) {
			if (i > 0 && argc > 2)
				run(atol(argv[1]), (unsigned)atol(argv[2]));
			_exit(0);
		}
		wait(NULL);
	}
	printf("lost %ld\n", before - frames_available());
	return 0;
}
