/*
 * munmap takes single pages and ranges over several mappings, and nothing
 * else; a file's mapping with a hole still shows the right bytes above it.
 */
#include "mapping.h"

#define NPAGES 6

static void
check_present(char *p, long page, int present)
{
	if (present)
		CHECK_EXITED(reads(p + page * PAGE), 0);
	else
		CHECK_KILLED(reads(p + page * PAGE), SIGSEGV);
}

int
main(void)
{
	int fd = file_of_bytes("/tmp/munmap_parts", NPAGES * PAGE);
	char *p = mmap(NULL, NPAGES * PAGE, RW, MAP_PRIVATE, fd, 0);

	CHECK(p != MAP_FAILED);
	CHECK_EQ(munmap(p + 2 * PAGE, PAGE), 0);
	for (long i = 0; i < NPAGES; i++)
		check_present(p, i, i != 2);
	for (long i = 3 * PAGE; i < NPAGES * PAGE; i++)
		CHECK_EQ((unsigned char)p[i], i % 251);
	/* Half of the pages below the hole, the hole, half of those above. */
	CHECK_EQ(munmap(p + PAGE, 3 * PAGE), 0);
	for (long i = 0; i < NPAGES; i++)
		check_present(p, i, i < 1 || i > 3);
	CHECK_EQ((unsigned char)p[4 * PAGE + 9], (4 * PAGE + 9) % 251);
	CHECK_EQ(munmap(p, NPAGES * PAGE), 0);
	for (long i = 0; i < NPAGES; i++)
		check_present(p, i, 0);
	return 0;
}
