/*
 * image NPROCESSES FACTOR: a program with data that its file holds. It sums
 * them up, adds FACTOR to a word of each page, and twice that in a child.
 * Then NPROCESSES run it anew: the sums must be the file's again, and how many
 * frames have gone while all are there? (image look N: writes the sum to
 * descriptor N and waits for the end of its input.)
 */
#include "counts.h"

#define NPAGES 96

/* No page is empty: a file keeps no block of zeros. */
static volatile int data[NPAGES * PAGE / 4] __attribute__((aligned(PAGE))) = {
	[0 ... NPAGES * PAGE / 4 - 1] = 7
};
static int ready[2], end[2];

static long
sum(void)
{
	long sum = 0;

	for (int i = 0; i < NPAGES * PAGE / 4; i++)
		sum += data[i] * (i + 1L);
	return sum;
}

static void
change(int factor)
{
	for (int i = 0; i < NPAGES; i++)
		data[i * (PAGE / 4)] += factor;
}

static void
look(void)
{
	char number[12], *argv[] = { "image", "look", number, NULL };

	snprintf(number, sizeof(number), "%d", ready[1]);
	dup2(end[0], 0);
	close(end[1]);
	execve("/bin/image", argv, environ);
	_exit(97);
}

int
main(int argc, char **argv)
{
	long before, own = sum();
	int n = atoi(argv[1]), factor = atoi(argv[argc - 1]);
	char c;

	if (strcmp(argv[1], "look") == 0)
		return write(factor, &own, sizeof(own)) + read(0, &c, 1) - 8;
	pipe(ready);
	pipe(end);
	printf("before %ld ", own);
	change(factor);
	printf("after %ld ", sum());
	fflush(stdout);
	if (fork() == 0) {
		change(2 * factor);
		printf("child %ld ", sum());
		exit(0);
	}
	wait(NULL);
	before = frames_available();
	for (int i = 0; i < n; i++) {
		if (fork() == 0)
			look();
		get(ready, &own, sizeof(own));
		printf("%ld ", own);
	}
	printf("gone %ld\n", before - frames_available());
	close(end[1]);
	while (wait(NULL) > 0)
		;
	return 0;
}
