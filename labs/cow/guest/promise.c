/*
 * promise PERCENT TOUCHED: a process has PERCENT of the memory promised to it
 * and forks. Does that work, how many more pages are promised then, and, when
 * the child has touched TOUCHED pages and ended and the parent has, are
 * promised still? At last: what both have read there.
 */
#include "counts.h"

static long
promised(void)
{
	static struct sysinfo info;

	sysinfo(&info);
	return (long)info.frames_promised;
}

static long
touch(volatile char *pages, long n)
{
	long read = 0;

	for (long i = 0; i < n; i++) {
		read += pages[i * PAGE];
		pages[i * PAGE] = 1;
	}
	return read;
}

int
main(int argc, char **argv)
{
	long npages = frames_available() * (argc > 2 ? atol(argv[1]) : 1) / 100;
	long touched = atol(argv[2]), before = promised(), first, second;
	char *pages;
	pid_t pid;

	printf("pages %ld ", npages);
	fflush(stdout);
	pages = sbrk(npages * PAGE);
	first = promised();
	pid = fork();
	if (pid == 0)
		_exit(touch(pages, touched) == 0 && touch(pages, touched) ==
		      touched ? 7 : 8);
	printf("forked %d child %d ", pid > 0, status_of(pid));
	printf("more %ld ", promised() - first);
	first = touch(pages, touched);
	second = touch(pages, touched);
	printf("read %ld %ld left %ld ", first, second, promised() - before);
	sbrk(-npages * PAGE);
	printf("end %ld\n", promised() - before);
	return 0;
}
