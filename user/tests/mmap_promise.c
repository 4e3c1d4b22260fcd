/*
 * What mmap() promises it keeps, however the mapping is cut: more than there
 * is fails with ENOMEM, all that was mapped can be touched, and what is
 * unmapped can be mapped again.
 *
 * run: CPUS=1 MEM=32M
 * timeout: 60
 */
#include "mapping.h"

#define SLACK 128            /* frames: page tables */

static void
use_all(long unused)
{
	long npages = frames_available() - SLACK, hole = npages / 3;
	char *p, *rest;

	(void)unused;
	CHECK_ERRNO(mmap(NULL, (size_t)((npages + SLACK + 1) * PAGE), RW,
			 ZEROS, -1, 0), ENOMEM);
	p = map_zeros(npages);
	for (long i = 0; i < npages; i += 5)
		p[i * PAGE] = 1;
	CHECK_EQ(mprotect(p + hole * PAGE, PAGE, PROT_READ), 0);
	CHECK_EQ(munmap(p + hole * PAGE, hole * PAGE), 0);
	rest = map_zeros(hole);
	CHECK_ERRNO(mmap(NULL, 2 * SLACK * PAGE, RW, ZEROS, -1, 0), ENOMEM);
	memset(rest, 3, (size_t)(hole * PAGE));
	memset(p, 2, (size_t)(hole * PAGE));
	memset(p + 2 * hole * PAGE, 2, (size_t)((npages - 2 * hole) * PAGE));
	CHECK_EQ(rest[hole * PAGE - 1], 3);
}

int
main(void)
{
	long before = frames_available();

	CHECK_EXITED(run_child(use_all, 0), 0);
	CHECK(before - frames_available() < SLACK);
	CHECK_EXITED(run_child(use_all, 0), 0);
	CHECK(before - frames_available() < SLACK);
	return 0;
}
