/*
 * often N NPAGES: forks N times; parent and child write some of NPAGES pages
 * that they share, and every third child forks too. Then: the frames that did
 * not come back, and the sum of what stands in the parent's pages.
 */
#include "counts.h"

static volatile int *pages;
static int npages;

static void
write_some(int i, int value)
{
	for (int page = i % 3; page < npages; page += 1 + i % 4)
		pages[page * (PAGE / 4)] = value;
}

static void
family(int i)
{
	pid_t pid = fork();

	write_some(i, pid == 0 ? -1 : i);
	if (pid == 0 && i % 3 == 0 && fork() == 0) {
		write_some(i + 1, -2);
		_exit(0);
	}
	if (pid == 0)
		while (wait(NULL) > 0)
			;
	if (pid == 0)
		_exit(0);
	wait(NULL);
}

int
main(int argc, char **argv)
{
	long before, sum = 0;

	npages = argc > 2 ? atoi(argv[2]) : 1;
	pages = sbrk((npages + 1L) * PAGE);
	for (int i = 0; i < 12; i++)
		family(i);
	before = frames_available();
	for (int i = 0; i < atoi(argv[1]); i++)
		family(i);
	printf("lost %ld ", before - frames_available());
	for (int page = 0; page < npages; page++)
		sum += (page + 1L) * pages[page * (PAGE / 4)];
	printf("sum %ld\n", sum);
	return 0;
}
