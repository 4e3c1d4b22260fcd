/*
 * race NROUNDS NPAGES NCHILDREN: in each round all fork from one parent, and
 * parent and children write the same pages at once, each its own values, and
 * look at them twice. Prints how many values were not their reader's, and the
 * frames that did not come back.
 */
#include "counts.h"

static volatile int *pages;
static int npages;

static int
wrong(int expected)
{
	int n = 0;

	for (int i = 0; i < npages; i++)
		n += pages[i * (PAGE / 4)] != (expected ^ i);
	return n;
}

static int
write_and_look(int old, int mine)
{
	int n = 0;

	for (int i = 0; i < npages; i++) {
		n += pages[i * (PAGE / 4)] != (old ^ i);
		pages[i * (PAGE / 4)] = mine ^ i;
	}
	return n + wrong(mine) + wrong(mine) > 0;
}

static int
play(int round, int nchildren)
{
	int bad = 0, old = round * 100, start[2];
	char c = 0;

	write_and_look(0, old);
	pipe(start);
	for (int i = 1; i <= nchildren; i++)
		if (fork() == 0) {
			close(start[1]);
			read(start[0], &c, 1);
			_exit(write_and_look(old, old + i));
		}
	close(start[0]);
	close(start[1]);
	bad = write_and_look(old, old + nchildren + 1);
	for (int i = 0; i < nchildren; i++)
		bad += status_of(-1) != 0;
	return bad;
}

int
main(int argc, char **argv)
{
	int bad = 0, rounds = argc > 3 ? atoi(argv[1]) : 0;
	long before;

	npages = atoi(argv[2]);
	pages = sbrk(npages * PAGE);
	play(1, 5);
	before = frames_available();
	for (int round = 2; round < rounds; round++)
		bad += play(round, atoi(argv[3]));
	printf("wrong %d lost %ld\n", bad, before - frames_available());
	return 0;
}
