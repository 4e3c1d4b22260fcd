/*
 * A child takes memory page by page until sbrk() is SBRK_ERROR, several times,
 * and each finds as much as the first: ending it gives all back. In between
 * others run; when memory is out, exec() is -1 or works.
 * timeout: 120
 */
#include "check.h"

#define NTIMES 3
#define SPARE  3         /* pages more each time that exec() has */
#define SLACK  64        /* pages that caches may take */

static int ends[2];

static void
take_all(long spare_pages)
{
	char *argv[] = { "echo", 0 };
	int n = 0;

	for (char *p; (p = sbrk(PGSIZE)) != SBRK_ERROR; n++)
		p[PGSIZE - 1] = 1;
	sbrk((int)-spare_pages * PGSIZE);
	CHECK_EQ(write(ends[1], &n, sizeof(n)), sizeof(n));
	if (spare_pages == 0)
		exit(0);
	CHECK_EQ(close(1), 0);
	exec("echo", argv);
	exit(0);
}

static int
count_pages(long spare_pages)
{
	int n;

	CHECK_EQ(run_child(take_all, spare_pages), 0);
	CHECK_EQ(read(ends[0], &n, sizeof(n)), sizeof(n));
	return n;
}

int
main(void)
{
	int first = 0;           /* the pipe has its memory from now on */

	CHECK_EQ(pipe(ends), 0);
	CHECK_EQ(write(ends[1], &first, sizeof(first)), sizeof(first));
	CHECK_EQ(read(ends[0], &first, sizeof(first)), sizeof(first));
	count_pages(0);          /* what was cached has given way */
	first = count_pages(0);
	CHECK(first > 1000);
	for (int i = 0; i < NTIMES; i++) {
		CHECK(count_pages(i * SPARE) >= first - SLACK);
		CHECK(count_pages(0) >= first - SLACK);
	}
	exit(0);
}
