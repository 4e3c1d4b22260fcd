/*
 * MAP_FIXED takes the place of what is there, of parts of mappings as well,
 * and leaves the rest; without it a wish is granted where nothing is.
 */
#include "mapping.h"

#define NPAGES 8

int
main(void)
{
	char *p = map_zeros(NPAGES), *q;
	int fd = file_of_bytes("/tmp/mmap_fixed", PAGE);

	for (long i = 0; i < NPAGES; i++)
		p[i * PAGE] = (char)(i + 1);
	q = mmap(p + PAGE, 2 * PAGE, RW, ZEROS | MAP_FIXED, -1, 0);
	CHECK(q == p + PAGE);
	q = mmap(p + 5 * PAGE, PAGE, PROT_READ, MAP_PRIVATE | MAP_FIXED, fd,
		 0);
	CHECK(q == p + 5 * PAGE);
	for (long i = 0; i < NPAGES; i++)
		CHECK_EQ(p[i * PAGE],
			 i == 1 || i == 2 || i == 5 ? 0 : i + 1);
	CHECK_EQ((unsigned char)q[250], 250);
	CHECK_KILLED(writes(q), SIGSEGV);
	CHECK_EXITED(writes(p + 6 * PAGE), 0);
	q = mmap(p + 3 * PAGE, PAGE, RW, ZEROS, -1, 0);
	CHECK(q != MAP_FAILED && q != p + 3 * PAGE);
	CHECK_EQ(p[3 * PAGE], 4);
	CHECK_EQ(munmap(p, NPAGES * PAGE), 0);
	q = mmap(p + 3 * PAGE, PAGE, RW, ZEROS, -1, 0);
	CHECK(q == p + 3 * PAGE);
	/* The same page of a file twice is no longer piece of it. */
	for (long i = 0; i < 2; i++)
		CHECK(mmap(p + i * PAGE, PAGE, RW, MAP_PRIVATE, fd, 0) ==
		      p + i * PAGE);
	CHECK_EQ((unsigned char)p[PAGE + 250], 250);
	return 0;
}
