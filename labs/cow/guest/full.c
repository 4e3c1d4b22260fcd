/*
 * full NPAGES SPARE...: a process with NPAGES pages takes all memory, gives
 * SPARE pages of it back and forks. Prints for each SPARE whether there was a
 * child, and how many frames did not come back when all have ended.
 */
#include <errno.h>
#include "counts.h"

static void
try(long npages, long spare)
{
	char *pages = sbrk(npages * PAGE), *last = NULL;
	pid_t pid;

	errno = 0;      /* its page is no longer shared with the parent */
	for (long i = 0; i < npages; i++)
		pages[i * PAGE] = 1;
	for (char *p; (p = sbrk(PAGE)) != (char *)-1; last = p)
		*p = 1;
	if (last == NULL || sbrk(-spare * PAGE) == (char *)-1)
		_exit(98);
	pid = fork();
	if (pid == 0)
		_exit(0);
	if (pid > 0)
		waitpid(pid, NULL, 0);
	_exit(pid > 0);
}

static int
run(long npages, long spare)
{
	pid_t pid = fork();

	if (pid == 0)
		try(npages, spare);
	return status_of(pid);
}

int
main(int argc, char **argv)
{
	long before = 0;

	for (int i = 2; i < argc; i++) {
		int status = run(atol(argv[1]), atol(argv[i]));

		if (i == 2)             /* what is made once is made */
			before = frames_available();
		printf("%d ", status);
	}
	usleep(10000);          /* process 1 may have had one to bury */
	printf("lost %ld\n", before - frames_available());
	return 0;
}
